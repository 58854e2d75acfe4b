import { planReview, reviewDocument } from '@throughline/hub'
import type { Api } from '../../api.ts'
import { id, moments } from '../../fields.ts'
import { endpoint } from '../../http/endpoint.ts'
import { readDocument } from '../plans/plan-document.ts'
import { planJsonExample, planYamlExample } from '../plans/plans.schema.ts'
import { reviewAnswer, reviewExample } from './review.schema.ts'

const answer = { schema: reviewAnswer, example: reviewExample }
const tag = 'Plans'

/** Plan review: what in a plan makes plans fail. */
export function reviewRoutes({ app, hub }: Api): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/plans/{plan}/review',
      tag,
      operationId: 'reviewPlan',
      summary: 'Review a plan: what in it makes plans fail, why it matters and what to do',
      params: { plan: id },
      query: moments,
      answer,
    },
    ({ params, query }) => planReview(hub, params.plan, query),
  )
  endpoint(
    app,
    {
      method: 'post',
      path: '/plans/review',
      tag,
      operationId: 'reviewDocument',
      summary: 'Review a plan document before it is applied',
      description: 'Links it to the work the hub holds, as applying it would, and stores nothing.',
      documents: { 'application/yaml': planYamlExample, 'application/json': planJsonExample },
      answer,
    },
    async ({ c }) => reviewDocument(hub, await readDocument(c)),
  )
}
