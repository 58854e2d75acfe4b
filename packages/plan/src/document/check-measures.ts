import type { Finding, Outline } from './outline.ts'
import type { OutlinedKpi } from './outline-kpi.ts'

/** What a deliverable or a KPI says in two fields that cannot both be meant. */
export function checkMeasures(outline: Outline): Finding[] {
  const deliverables = outline.objectives.flatMap((objective) => objective.deliverables)
  return [
    ...deliverables
      .filter(({ hasEntries, progress }) => hasEntries && progress !== 'manual')
      .map(({ path }) => ({
        path: [...path, 'entries'],
        detail: 'dated entries count only with `progress: manual`; add it, or remove the entries',
      })),
    ...outline.kpis.flatMap((kpi) => [...direction(kpi), ...baselineAlone(kpi), ...share(kpi)]),
  ]
}

function direction({ direction, baseline, target }: OutlinedKpi): Finding[] {
  if (direction === null || baseline === null || target === null || baseline === target) return []
  const leads = target > baseline ? 'up' : 'down'
  if (direction.text === leads || (direction.text !== 'up' && direction.text !== 'down')) return []
  const detail = `the direction is ${direction.text}, but from the baseline ${baseline} to the target ${target} it goes ${leads}; correct one of them`
  return [{ path: direction.path, detail }]
}

function baselineAlone({ hasBaselineAlone, path }: OutlinedKpi): Finding[] {
  const detail = 'a baseline without a `target` leads nowhere; add the target'
  return hasBaselineAlone ? [{ path: [...path, 'baseline'], detail }] : []
}

function share({ measures, objective }: OutlinedKpi): Finding[] {
  const detail =
    '`share` needs to know what falls to it: name an objective in the KPI, or in `where` an objective, `unlinked: true` or fields'
  return measures
    .filter(({ metric, objectives, deliverables, choosesOtherwise }) => {
      const isNamed = objective !== null || choosesOtherwise || objectives.length + deliverables.length > 0
      return metric === 'share' && !isNamed
    })
    .map(({ path }) => ({ path, detail }))
}
