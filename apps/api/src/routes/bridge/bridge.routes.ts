import { progressBridge } from '@throughline/hub'
import type { Api } from '../../api.ts'
import { id, moments } from '../../fields.ts'
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
        from: moments.asOf.openapi({
          description:
            'An instant, or a date: its end in the plan’s time zone. Default the end of the week before the one that `to` lies in.',
        }),
        to: moments.asOf,
        knownAt: moments.knownAt,
        fromKnownAt: moments.knownAt.openapi({
          description:
            'What the beginning is as known at; what was learned since is a cause of its own. Default as the end: nothing is learned late.',
        }),
      },
      answer: { schema: bridgeAnswer, example: bridgeExample },
    },
    ({ params, query }) => progressBridge(hub, params.plan, query),
  )
}
