import { explainItem } from '@throughline/hub'
import type { Api } from '../../api.ts'
import { id, moments } from '../../fields.ts'
import { endpoint } from '../../http/endpoint.ts'
import { itemJson } from '../../json.ts'
import * as schema from './explain.schema.ts'

/** Why an item is linked where it is. */
export function explainRoutes({ app, hub }: Api): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/plans/{plan}/explain',
      tag: 'Roadmap',
      operationId: 'explainItem',
      summary: 'Explain why an item is linked where it is, or to nothing',
      description:
        'By the newest version of the plan, or the one known at `knownAt`: every claim in order of precedence with what beat it, the selectors that came nearest without choosing it, and whether it counts. `connection` is needed where several have the key.',
      params: { plan: id },
      query: {
        key: id.openapi({ example: 'EHR-124' }),
        connection: id.optional().openapi({ example: 'jira' }),
        ...moments,
      },
      answer: { schema: schema.explanation, example: schema.explanationExample },
    },
    async ({ params, query }) => {
      const { item, ...explanation } = await explainItem(hub, params.plan, query)
      return { ...explanation, item: itemJson(item) }
    },
  )
}
