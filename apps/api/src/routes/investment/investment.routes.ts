import { z } from '@hono/zod-openapi'
import { investment } from '@throughline/hub'
import type { Api } from '../../api.ts'
import { id, moments, paging, week } from '../../fields.ts'
import { endpoint } from '../../http/endpoint.ts'
import { pageInMemory } from '../../http/pages-in-memory.ts'
import * as schema from './investment.schema.ts'

/** What the work that was done went into. */
export function investmentRoutes({ app, hub }: Api): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/plans/{plan}/investment',
      tag: 'KPIs',
      operationId: 'getInvestment',
      summary: 'Show how the work that was done divides among the objectives, or by type',
      description:
        'All issues done in the range, linked or not, without sub-tasks and containers; what is linked to nothing is a share of its own, so the shares make 1. Both weeks included; default the last four weeks that are complete at `asOf`, after which nothing counts. `weeks` has the same of each week. `items` are those of the whole range, in pages.',
      params: { plan: id },
      query: {
        from: week.optional(),
        to: week.optional(),
        by: z.enum(['objective', 'type'], 'write objective or type').optional(),
        ...moments,
        ...paging,
      },
      answer: { schema: schema.investment, example: schema.investmentExample },
    },
    async ({ params, query: { limit, cursor, ...range } }) => {
      const { items, ...mix } = await investment(hub, params.plan, range)
      const page = pageInMemory(items, { limit, cursor }, (item) => JSON.stringify([item.connection, item.key]))
      return { ...mix, ...page }
    },
  )
}
