import { burnUp } from '@throughline/hub'
import type { Api } from '../../api.ts'
import { id, moments } from '../../fields.ts'
import { endpoint } from '../../http/endpoint.ts'
import { burnUpAnswer, burnUpExample, by } from './burn-up.schema.ts'

/** Scope and what was done of it over time. */
export function burnUpRoutes({ app, hub }: Api): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/plans/{plan}/nodes/{node}/burn-up',
      tag: 'Roadmap',
      operationId: 'getBurnUp',
      summary: 'Show scope and what was done of it at the end of every day or week',
      description:
        'Read off the histories of items, so it reaches back before the hub was installed. At most 3,660 days or 1,040 weeks at once.',
      params: {
        plan: id,
        node: id.openapi({ description: 'Id of a deliverable or an objective, or of the plan.', example: 'ehr-core' }),
      },
      query: {
        by: by.default('week'),
        from: moments.asOf.openapi({
          description: 'An instant or a date within the first day or week. Default when its first work was created.',
        }),
        to: moments.asOf.openapi({ description: 'The end of the series, which its forecast is as of. Default now.' }),
        knownAt: moments.knownAt,
      },
      answer: { schema: burnUpAnswer, example: burnUpExample },
    },
    ({ params, query }) => burnUp(hub, params.plan, params.node, query),
  )
}
