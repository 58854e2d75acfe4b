import { conflictedItems } from '@throughline/hub'
import type { Api } from '../../api.ts'
import { id, moments, paging } from '../../fields.ts'
import { endpoint } from '../../http/endpoint.ts'
import { itemJson, mapPage } from '../../json.ts'
import * as schema from './conflicts.schema.ts'

/** Work that more than one deliverable named. */
export function conflictRoutes({ app, hub }: Api): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/plans/{plan}/conflicts',
      tag: 'Roadmap',
      operationId: 'listConflicts',
      summary: 'List work that more than one deliverable named',
      description:
        'In the order the hub first saw it, with the deliverable that has it and those that lost. As of the last settling or, with `asOf` and `knownAt`, of what stood and was known then.',
      params: { plan: id },
      query: { ...moments, ...paging },
      answer: { schema: schema.conflictPage, example: { items: [schema.conflictExample], nextCursor: null } },
    },
    async ({ params, query: { asOf, knownAt, ...page } }) =>
      mapPage(await conflictedItems(hub, params.plan, { asOf, knownAt }, page), ({ item, link }) => {
        const { deliverable, rule, detail, conflicts } = link
        return { ...itemJson(item), winner: { deliverable, rule, detail }, losers: conflicts }
      }),
  )
}
