import { planParts } from '@throughline/hub'
import type { Api } from '../../api.ts'
import { id, moments } from '../../fields.ts'
import { endpoint } from '../../http/endpoint.ts'
import { partsAnswer, partsExample } from './parts.schema.ts'

/** The parts of a strategic plan beside its objectives and KPIs. */
export function partRoutes({ app, hub }: Api): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/plans/{plan}/parts',
      tag: 'Plans',
      operationId: 'getPlanParts',
      summary: 'Show every other part of a plan, with what linked work says about it',
      description:
        'Horizons, analysis, technology roadmap, timeline, owners and their load, inventory, controls with the age of their evidence, risks with their mitigation, transition, stakeholders, past projects, reviews.',
      params: { plan: id },
      query: moments,
      answer: { schema: partsAnswer, example: partsExample },
    },
    ({ params, query }) => planParts(hub, params.plan, query),
  )
}
