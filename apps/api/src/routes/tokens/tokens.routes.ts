import { createApiToken, deleteApiToken, listApiTokens } from '@throughline/hub'
import type { Api } from '../../api.ts'
import { id, paging } from '../../fields.ts'
import { endpoint } from '../../http/endpoint.ts'
import { pageInMemory } from '../../http/pages-in-memory.ts'
import { mapPage, tokenJson } from '../../json.ts'
import * as schema from './tokens.schema.ts'

const tag = 'Tokens'

/** API tokens. */
export function tokenRoutes({ app, hub }: Api): void {
  endpoint(
    app,
    {
      method: 'post',
      path: '/tokens',
      tag,
      operationId: 'createToken',
      summary: 'Make an API token',
      description: 'The token is in this answer only; the hub keeps its hash.',
      body: { schema: schema.tokenInput, example: schema.tokenInputExample },
      status: 201,
      answer: { schema: schema.newToken, example: schema.newTokenExample },
    },
    async ({ body, c }) => {
      const { record, token } = await createApiToken(hub, body)
      c.header('Cache-Control', 'no-store')
      return { ...tokenJson(record), token }
    },
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/tokens',
      tag,
      operationId: 'listTokens',
      summary: 'List API tokens, oldest first',
      query: paging,
      answer: { schema: schema.tokenPage, example: { items: [schema.tokenExample], nextCursor: null } },
    },
    async ({ query }) =>
      mapPage(
        pageInMemory(await listApiTokens(hub), query, (record) => record.id),
        tokenJson,
      ),
  )
  endpoint(
    app,
    {
      method: 'delete',
      path: '/tokens/{id}',
      tag,
      operationId: 'deleteToken',
      summary: 'Revoke an API token at once',
      params: { id },
      status: 204,
    },
    ({ params }) => deleteApiToken(hub, params.id),
  )
}
