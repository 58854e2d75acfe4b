import type { PartContext } from './part-context.ts'

/** The objectives of one horizon, with the business outcome that each serves. */
export interface HorizonStanding {
  readonly horizon: 'long' | 'short' | null
  readonly objectives: readonly {
    readonly id: string
    readonly title: string
    readonly outcome: string | null
    readonly progress: number | null
  }[]
  /** Mean progress of its objectives by weight, 0..1; null when none has any. */
  readonly progress: number | null
}

/** Progress by horizon: long term, short term, and what has none; horizons without objectives are left out. */
export function horizonStandings({ plan, objectives }: PartContext): HorizonStanding[] {
  return ([`long`, `short`, null] as const).flatMap((horizon) => {
    const own = plan.objectives.filter((objective) => objective.horizon === horizon)
    const measured = own.flatMap(({ id, weight }) => {
      const progress = objectives.get(id)?.progress ?? null
      return progress === null ? [] : [{ progress, weight }]
    })
    const weights = measured.reduce((sum, { weight }) => sum + weight, 0)
    if (own.length === 0) return []
    return [
      {
        horizon,
        objectives: own.map(({ id, title, outcome }) => ({
          id,
          title,
          outcome,
          progress: objectives.get(id)?.progress ?? null,
        })),
        progress:
          weights === 0 ? null : measured.reduce((sum, { progress, weight }) => sum + progress * weight, 0) / weights,
      },
    ]
  })
}
