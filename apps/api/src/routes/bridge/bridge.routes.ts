import { progressBridge } from '@throughline/hub'
import type { Api } from '../../api.ts'
import { asOf, id } from '../../fields.ts'
import { endpoint } from '../../http/endpoint.ts'
import { bridgeAnswer, bridgeExample } from './bridge.schema.ts'

/** Why progress moved. */
export function bridgeRoutes({ app, hub }: Api): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/plans/{plan}/bridge',
      tag: 'Roadmap',
      operationId: 'getProgressBridge',
      summary: 'Explain why progress moved from one moment to another',
      description:
        'The change is split into causes, for the plan, each objective and each deliverable, with the items behind each. What has several causes is split in their order.',
      params: { plan: id },
      query: {
        from: asOf.optional().openapi({
          description:
            'An instant, or a date: its end in the plan’s time zone. Default the end of the last week that was complete at `to`.',
        }),
        to: asOf.optional(),
      },
      answer: { schema: bridgeAnswer, example: bridgeExample },
    },
    ({ params, query }) => progressBridge(hub, params.plan, query),
  )
}
