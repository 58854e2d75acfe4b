import {
  cancelSync,
  listSyncsPage,
  requireSync,
  retrySync,
  type SyncRecord,
  startSync,
  syncProgress,
  syncsProgress,
} from '@throughline/hub'
import type { Api } from '../../api.ts'
import { id, paging } from '../../fields.ts'
import { endpoint } from '../../http/endpoint.ts'
import { mapPage, syncJson } from '../../json.ts'
import { syncEvents } from './sync-events.ts'
import * as schema from './syncs.schema.ts'

const tag = 'Syncs'
const answer = { schema: schema.sync, example: schema.syncExample }

/** Syncs: starting, watching, cancelling and retrying them. */
export function syncRoutes(api: Api): void {
  const { app, hub } = api
  const show = async (sync: SyncRecord) => syncJson(await syncProgress(hub, sync))
  endpoint(
    app,
    {
      method: 'post',
      path: '/connections/{id}/syncs',
      tag,
      operationId: 'startSync',
      summary: 'Start a sync',
      description: 'Answers at once; the work is queued, one job a scope.',
      params: { id },
      body: { schema: schema.syncInput, example: schema.syncInputExample },
      status: 202,
      answer,
    },
    async ({ params, body, c }) => {
      const sync = await startSync(hub, params.id, body)
      c.header('Location', `/api/v1/syncs/${sync.id}`)
      return show(sync)
    },
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/syncs',
      tag,
      operationId: 'listSyncs',
      summary: 'List syncs, newest first',
      query: { connection: id.optional(), ...paging },
      answer: { schema: schema.syncPage, example: { items: [schema.syncExample], nextCursor: null } },
    },
    async ({ query: { connection, ...page } }) => {
      const { items, nextCursor } = await listSyncsPage(hub, { connection }, page)
      return mapPage({ items: await syncsProgress(hub, items), nextCursor }, syncJson)
    },
  )
  endpoint(
    app,
    { method: 'get', path: '/syncs/{id}', tag, operationId: 'getSync', summary: 'Show a sync', params: { id }, answer },
    async ({ params }) => show(await requireSync(hub, params.id)),
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/syncs/{id}/events',
      tag,
      operationId: 'watchSync',
      summary: 'Follow a sync as server-sent events until it ends',
      description:
        'Each event’s data is the sync as `GET /syncs/{id}` answers it, sent when something has happened; the last one has ended. A failure on the way is an event named `problem`.',
      params: { id },
      forms: { 'text/event-stream': `id: 1f0c3a5e\ndata: ${JSON.stringify(schema.syncExample)}\n\n` },
    },
    ({ params, c }) => syncEvents(api, c, params.id),
  )
  endpoint(
    app,
    {
      method: 'post',
      path: '/syncs/{id}/cancel',
      tag,
      operationId: 'cancelSync',
      summary: 'Cancel what of a sync has not ended',
      description: 'What was stored stays. A sync that has ended is answered as it is.',
      params: { id },
      answer,
    },
    async ({ params }) => show(await cancelSync(hub, params.id)),
  )
  endpoint(
    app,
    {
      method: 'post',
      path: '/syncs/{id}/retry',
      tag,
      operationId: 'retrySync',
      summary: 'Put the failed and cancelled scopes of a sync back in the queue',
      description: 'Each goes on after its last stored page.',
      params: { id },
      answer,
    },
    async ({ params }) => show(await retrySync(hub, params.id)),
  )
}
