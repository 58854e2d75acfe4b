import { itemDetail, listItemsPage } from '@throughline/hub'
import type { Api } from '../../api.ts'
import { flag, id, itemKind, itemState, paging, since } from '../../fields.ts'
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
        'In the order the hub first saw them; all filters given must hold. Removed items are left out unless `tombstones=true` or `changedSince` is given.',
      query: {
        connection: id.optional(),
        scope: id.optional().openapi({ example: 'EHR' }),
        kind: itemKind.optional(),
        type: id.optional().openapi({ description: 'Compared without regard to case.', example: 'Story' }),
        state: itemState.optional(),
        updatedSince: since.optional(),
        changedSince: since.optional(),
        tombstones: flag.optional(),
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
      description: 'URL-encode the key: `clinic%2Fehr%2312`. A removed item still answers, with its `tombstone`.',
      params: { connection: id.openapi({ example: 'jira' }), key: id.openapi({ example: 'EHR-124' }) },
      answer: { schema: schema.workItemDetail, example: schema.workItemDetailExample },
    },
    async ({ params }) => itemDetailJson(await itemDetail(hub, params.connection, params.key)),
  )
}
