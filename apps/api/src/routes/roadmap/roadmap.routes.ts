import { deliverableItems, roadmap, unlinkedItems } from '@throughline/hub'
import type { Api } from '../../api.ts'
import { id, itemState, moments, paging } from '../../fields.ts'
import { endpoint } from '../../http/endpoint.ts'
import { keptJson } from '../../http/kept-json.ts'
import { pageInMemory } from '../../http/pages-in-memory.ts'
import { itemJson, mapPage } from '../../json.ts'
import { workItemExample, workItemPage } from '../items/items.schema.ts'
import * as schema from './roadmap.schema.ts'

const tag = 'Roadmap'

/** Progress, the work behind it, and the work that is linked to nothing. */
export function roadmapRoutes({ app, hub }: Api): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/plans/{plan}/roadmap',
      tag,
      operationId: 'getRoadmap',
      summary: 'Show progress, forecasts and health of a plan, its objectives and deliverables',
      description:
        'A forecast is a Monte Carlo over the deliverable’s own last 12 complete weeks: what was delivered, added and dropped in them. It is computed when it is asked for, from what had happened by `asOf`, and kept for the day. `asOf` asks when something was true in the tools, `knownAt` when the hub knew it: `knownAt` alone is what the roadmap said then, both are what it said then of a time before.',
      params: { plan: id },
      query: moments,
      answer: { schema: schema.roadmapAnswer, example: schema.roadmapExample },
    },
    async ({ params, query, c }) => keptJson(c, await roadmap(hub, params.plan, query)),
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/plans/{plan}/deliverables/{deliverable}/items',
      tag,
      operationId: 'listDeliverableItems',
      summary: 'List the items behind a deliverable’s progress',
      description:
        'Each with the rule that links it and whether it is counted. An objective’s own links are those of its deliverable `{objective}.direct`.',
      params: { plan: id, deliverable: id.openapi({ example: 'ehr-core' }) },
      query: { ...moments, ...paging },
      answer: {
        schema: schema.deliverableItemPage,
        example: { items: [schema.deliverableItemExample], nextCursor: null },
      },
    },
    async ({ params, query: { asOf, knownAt, ...page } }) =>
      mapPage(
        pageInMemory(
          await deliverableItems(hub, params.plan, params.deliverable, { asOf, knownAt }),
          page,
          ({ item }) => String(item.id),
        ),
        ({ item, ...place }) => ({ ...itemJson(item), ...place }),
      ),
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/plans/{plan}/unlinked',
      tag,
      operationId: 'listUnlinkedItems',
      summary: 'List work that is linked to nothing, newest first',
      description:
        'Items of all connections, pull requests included; neither dropped nor removed ones. `state` is the one at the instant asked for.',
      params: { plan: id },
      query: { connection: id.optional(), state: itemState.optional(), ...moments, ...paging },
      answer: { schema: workItemPage, example: { items: [workItemExample], nextCursor: null } },
    },
    async ({ params, query: { limit, cursor, ...filter } }) =>
      mapPage(await unlinkedItems(hub, params.plan, filter, { limit, cursor }), itemJson),
  )
}
