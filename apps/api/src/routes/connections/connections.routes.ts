import { checkConnection, listConnections, putConnection, removeConnection } from '@throughline/hub'
import type { Api } from '../../api.ts'
import { id, paging, slug } from '../../fields.ts'
import { endpoint } from '../../http/endpoint.ts'
import { pageInMemory } from '../../http/pages-in-memory.ts'
import { mapPage } from '../../json.ts'
import { connectionDetailJson, connectionJson } from './connection-json.ts'
import * as schema from './connections.schema.ts'

const tag = 'Connections'

/** Connections to Jira and GitHub. */
export function connectionRoutes({ app, hub }: Api): void {
  endpoint(
    app,
    {
      method: 'put',
      path: '/connections/{id}',
      tag,
      operationId: 'putConnection',
      summary: 'Store a connection',
      description:
        'Replaces the whole connection, credentials included. Changed overrides move stored states at once; a scope that is taken away takes its items with it. Secrets are encrypted and never returned.',
      params: { id: slug },
      body: { schema: schema.connectionInput, example: schema.connectionInputExample },
      answer: { schema: schema.connection, example: schema.connectionExample },
    },
    async ({ params, body }) => {
      const deployment = body.kind === 'jira' ? body.deployment : 'cloud'
      return connectionJson(hub, await putConnection(hub, params.id, { ...body, deployment }))
    },
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/connections',
      tag,
      operationId: 'listConnections',
      summary: 'List connections',
      query: paging,
      answer: {
        schema: schema.connectionPage,
        example: { items: [schema.connectionExample], nextCursor: null },
      },
    },
    async ({ query }) => {
      const page = pageInMemory(await listConnections(hub.database), query, (record) => record.id)
      return mapPage(page, (record) => connectionJson(hub, record))
    },
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/connections/{id}',
      tag,
      operationId: 'getConnection',
      summary: 'Show a connection',
      params: { id },
      answer: { schema: schema.connectionDetail, example: schema.connectionDetailExample },
    },
    ({ params }) => connectionDetailJson(hub, params.id),
  )
  endpoint(
    app,
    {
      method: 'delete',
      path: '/connections/{id}',
      tag,
      operationId: 'deleteConnection',
      summary: 'Delete a connection with its items and their links',
      params: { id },
      status: 204,
    },
    ({ params }) => removeConnection(hub, params.id),
  )
  endpoint(
    app,
    {
      method: 'post',
      path: '/connections/{id}/check',
      tag,
      operationId: 'checkConnection',
      summary: 'Reach the tool and every scope',
      description: 'Answers 200 also when something stands in the way: `problems` then says what to do.',
      params: { id },
      answer: { schema: schema.connectionCheck, example: schema.connectionCheckExample },
    },
    ({ params, c }) => checkConnection(hub, params.id, c.req.raw.signal),
  )
}
