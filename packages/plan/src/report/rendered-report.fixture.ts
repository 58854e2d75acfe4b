import { weekOf } from '../calendar/iso-week.ts'
import type { DataFreshness } from '../measure/health-context.ts'
import { day, linkTo, smallPlan, timeline, workItem } from '../measure/random-portfolio.fixture.ts'
import { NO_FACTS } from '../review/reviewed-plan.fixture.ts'
import { weeklyReport } from './weekly-report.ts'

interface ReportOptions {
  readonly days?: number
  readonly now?: number
  readonly data?: DataFreshness
}

/** A report in which every text of a person is the given one, with a number to tell them apart. */
export function reportWith(
  title: string,
  { days = 7, now = day(20), data = { coverage: 0.9, oldestSyncAt: now } }: ReportOptions = {},
) {
  const items = [
    workItem({ title: `${title} 6`, timeline: timeline(day(0), [day(8), 'done']) }),
    workItem({ title: `${title} 7`, url: `javascript:${title}`, timeline: timeline(day(0), [day(9), 'done']) }),
    workItem({ timeline: timeline(day(0)) }),
  ]
  return weeklyReport({
    plan: smallPlan({
      title: `${title} 0`,
      timeZone: 'Europe/Berlin',
      objectives: [
        {
          id: 'records',
          title: `${title} 1`,
          owner: `${title} 5`,
          links: [{ project: 'EHR' }],
          deliverables: [
            { id: 'core', title: `${title} 2`, due: '2026-09-30' },
            { id: 'empty', title: `${title} 3` },
          ],
        },
      ],
      kpis: [{ id: 'done', title: `${title} 4`, target: 1, measure: { metric: 'items.done' } }],
    }),
    version: 2,
    items,
    links: linkTo('core', ...items),
    week: weekOf(day(days), 'Europe/Berlin'),
    now,
    facts: NO_FACTS,
    data,
  })
}

export const PLAIN = reportWith('Records & more')
