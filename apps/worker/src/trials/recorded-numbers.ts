import type { ExpectedItem } from './recorded-truth.ts'

/*
 * KPIs of the recorded projects, recomputed from what the files say with plain loops: no code of the plan model.
 */

const dayMs = 86_400_000
const hourMs = 3_600_000

/** A metric with its statistic and how many weeks it covers, as a KPI of the trial measures it. */
export interface RecordedMeasure {
  readonly id: string
  readonly metric: string
  readonly stat?: string
  readonly weeks: number
}

/** Every metric that the files alone can tell, with every statistic and two widths of the window. */
export const recordedMeasures: readonly RecordedMeasure[] = [
  ...['items.created', 'items.done', 'items.open', 'items.wip', 'items.reopened', 'prs.opened', 'prs.merged'].flatMap(
    (metric) => [1, 4].map((weeks) => measureOf({ metric, weeks })),
  ),
  ...['items.lead_time', 'items.age', 'prs.merge_time', 'prs.age'].flatMap((metric) =>
    ['p50', 'p75', 'p85', 'p95', 'mean', 'max'].flatMap((stat) =>
      [1, 4].map((weeks) => measureOf({ metric, stat, weeks })),
    ),
  ),
]

function measureOf(measure: Omit<RecordedMeasure, 'id'>): RecordedMeasure {
  const words = [measure.metric, ...(measure.stat === undefined ? [] : [measure.stat]), `${measure.weeks}w`]
  return { id: words.join('-').replaceAll(/[._]/g, '-'), ...measure }
}

/** The KPIs of a plan for these measures, in YAML; issues of TIMOB, pull requests of all repositories but base-drafts. */
export function recordedKpis(): string {
  return recordedMeasures
    .map(({ id, metric, stat, weeks }) => {
      const where = metric.startsWith('prs.')
        ? '{ connection: github, not: { repo: quicwg/base-drafts } }'
        : '{ connection: jira, project: TIMOB }'
      const how = stat === undefined ? '' : `stat: ${stat}, `
      return `  - { id: ${id}, title: ${id}, measure: { metric: ${metric}, ${how}window: ${weeks}w, where: ${where} } }`
    })
    .join('\n')
}

/** What a measure says of a window over some items; of each, the number it contributes. */
export function recordedValue(
  { metric, stat }: RecordedMeasure,
  items: readonly ExpectedItem[],
  window: { readonly start: number; readonly end: number },
): { readonly value: number | null; readonly count: number } {
  const within = (at: number | null) => at !== null && at >= window.start && at < window.end
  const numbers: number[] = []
  for (const item of items) {
    if (item.createdAt >= window.end) continue
    const isEnded = [item.doneAt, item.droppedAt].some((at) => at !== null && at < window.end)
    if (metric.endsWith('.created') || metric.endsWith('.opened')) {
      if (within(item.createdAt)) numbers.push(1)
    } else if (metric.endsWith('.done') || metric.endsWith('.merged')) {
      if (within(item.doneAt)) numbers.push(1)
    } else if (metric.endsWith('.open')) {
      if (!isEnded) numbers.push(1)
    } else if (metric.endsWith('.wip')) {
      if (!isEnded && item.startedAt !== null && item.startedAt < window.end) numbers.push(1)
    } else if (metric.endsWith('.age')) {
      if (!isEnded) numbers.push(window.end - item.createdAt)
    } else if (metric.endsWith('_time') && within(item.doneAt)) numbers.push((item.doneAt ?? 0) - item.createdAt)
  }
  const sum = numbers.reduce((total, number) => total + number, 0)
  if (stat === undefined) return { value: sum, count: numbers.length }
  const sorted = numbers.toSorted((one, other) => one - other)
  const largest = sorted.at(-1)
  if (largest === undefined) return { value: null, count: 0 }
  const rank = (sorted.length - 1) * (Number(stat.slice(1)) / 100)
  const [below = 0, above = 0] = [sorted[Math.floor(rank)], sorted[Math.ceil(rank)]]
  const between = below + (above - below) * (rank - Math.floor(rank))
  const value = stat === 'max' ? largest : stat === 'mean' ? sum / sorted.length : between
  return { value: value / (metric.startsWith('prs.') ? hourMs : dayMs), count: numbers.length }
}
