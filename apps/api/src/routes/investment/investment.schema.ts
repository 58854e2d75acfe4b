import { z } from '@hono/zod-openapi'
import { instant, pageOf, week } from '../../fields.ts'

const share = z.object({
  id: z.string().nullable().openapi({ description: 'An objective, or a type; null for what is linked to nothing.' }),
  title: z.string(),
  count: z.int(),
  share: z.number().nullable().openapi({ description: '0..1, unrounded; null when nothing was done.' }),
})

const item = z.object({
  connection: z.string(),
  key: z.string(),
  title: z.string(),
  share: z.string().nullable().openapi({ description: 'The `id` of the share that it falls to.' }),
  doneAt: instant,
})

/** How the work that was done divides. */
export const investment = pageOf(item)
  .extend({
    from: week,
    to: week,
    by: z.enum(['objective', 'type']),
    total: z.int().openapi({ description: 'How many items were done in the range, each once.' }),
    shares: z.array(share),
    weeks: z.array(
      z.object({
        week,
        total: z.int(),
        shares: z.array(share),
        partial: z.literal(true).optional().openapi({ description: 'Only while the week is running.' }),
      }),
    ),
  })
  .openapi('InvestmentMix')

const sharesExample = [
  { id: 'one-record', title: 'One record per patient at every site', count: 3, share: 0.75 },
  { id: null, title: 'Linked to nothing', count: 1, share: 0.25 },
]

export const investmentExample = {
  from: '2026-W47',
  to: '2026-W47',
  by: 'objective' as const,
  total: 4,
  shares: sharesExample,
  weeks: [{ week: '2026-W47', total: 4, shares: sharesExample }],
  items: [
    {
      connection: 'jira',
      key: 'EHR-124',
      title: 'Show allergies on the medication screen',
      share: 'one-record',
      doneAt: '2026-11-18T14:05:00.000Z',
    },
  ],
  nextCursor: null,
}
