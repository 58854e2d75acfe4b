import type { MeasuredDeliverable } from '../../measure/plan-progress.ts'

/** In which deliverables somebody has which part, by their ids. */
export interface RoleChart {
  readonly responsible: readonly string[]
  readonly accountable: readonly string[]
  readonly consulted: readonly string[]
  readonly informed: readonly string[]
}

/** Reads everybody's parts off the deliverables' roles. */
export function roleCharts(deliverables: readonly MeasuredDeliverable[]): ReadonlyMap<string, RoleChart> {
  const charts = new Map<string, { -readonly [Part in keyof RoleChart]: string[] }>()
  for (const { work } of deliverables) {
    const { id, roles } = work.deliverable
    const named = { ...roles, accountable: roles.accountable === null ? [] : [roles.accountable] }
    for (const part of ['responsible', 'accountable', 'consulted', 'informed'] as const) {
      for (const person of named[part]) {
        const chart = charts.get(person) ?? { responsible: [], accountable: [], consulted: [], informed: [] }
        chart[part].push(id)
        charts.set(person, chart)
      }
    }
  }
  return charts
}

/** The parts of one person; none for somebody whom no deliverable names. */
export function chartOf(charts: ReadonlyMap<string, RoleChart>, person: string): RoleChart {
  return charts.get(person) ?? { responsible: [], accountable: [], consulted: [], informed: [] }
}
