import { itemDetail, listItemsPage } from '@throughline/hub'
import type { Api } from '../../api.ts'
import { flag, id, itemKind, itemState, momentsInUtc, paging, since } from '../../fields.ts'
import { endpoint } from '../../http/endpoint.ts'
import { itemDetailJson, itemJson, mapPage } from '../../json.ts'
import * as schema from './items.schema.ts'

const tag = 'Work items'

/** Work items of all connections. */
export function itemRoutes({ app, hub }: Api): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/items',
      tag,
      operationId: 'listItems',
      summary: 'List work items',
      description:
        'In the order the hub first saw them; all filters given must hold. Removed items are left out unless `tombstones=true` or `changedSince` is given. With `asOf`, those that existed then, in the state they had then; everything else about them is the newest, or what was known at `knownAt`.',
      query: {
        connection: id.optional(),
        scope: id.optional().openapi({ example: 'EHR' }),
        kind: itemKind.optional(),
        type: id.optional().openapi({ description: 'Compared without regard to case.', example: 'Story' }),
        state: itemState.optional(),
        updatedSince: since.optional(),
        changedSince: since.optional(),
        tombstones: flag.optional(),
        ...momentsInUtc,
        ...paging,
      },
      answer: { schema: schema.workItemPage, example: { items: [schema.workItemExample], nextCursor: 'MTI0' } },
    },
    async ({ query: { limit, cursor, ...filter } }) =>
      mapPage(await listItemsPage(hub, filter, { limit, cursor }), itemJson),
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/items/{connection}/{key}',
      patterns: { key: '.+' },
      tag,
      operationId: 'getItem',
      summary: 'Show a work item with its history, references and links',
      description:
        'URL-encode the key: `clinic%2Fehr%2312`. A removed item still answers, with its `tombstone`. With `asOf`, by its moves up to then; with `knownAt`, with the fields, references and links that were known then.',
      params: { connection: id.openapi({ example: 'jira' }), key: id.openapi({ example: 'EHR-124' }) },
      query: momentsInUtc,
      answer: { schema: schema.workItemDetail, example: schema.workItemDetailExample },
    },
    async ({ params, query }) => itemDetailJson(await itemDetail(hub, params, query)),
  )
}
