import type { Finding, Outline } from './outline.ts'
import type { Spot } from './outline-place.ts'
import type { Path } from './pointer.ts'

/**
 * Ids that stand for two things. Objectives and deliverables share one set, because links name either; KPIs, findings
 * and each list of parts have their own. `lineOf` tells the line of the first.
 */
export function checkIds(outline: Outline, lineOf: (path: Path) => number | undefined): Finding[] {
  const nodes = outline.objectives.flatMap(({ id, deliverables }) => [id, ...deliverables.map((one) => one.id)])
  return [
    ...repeated(nodes, 'objectives and deliverables', lineOf),
    ...repeated(
      outline.kpis.map((kpi) => kpi.id),
      'KPIs',
      lineOf,
    ),
    ...repeated(outline.findings, 'findings', lineOf),
    ...[...Map.groupBy(outline.parts, ({ list }) => list)].flatMap(([list, parts]) =>
      repeated(
        parts.map((part) => part.id),
        list,
        lineOf,
      ),
    ),
  ]
}

function repeated(ids: readonly (Spot | null)[], among: string, lineOf: (path: Path) => number | undefined): Finding[] {
  const first = new Map<string, Path>()
  return ids.flatMap((id) => {
    if (id === null) return []
    const earlier = first.get(id.text)
    if (earlier === undefined) {
      first.set(id.text, id.path)
      return []
    }
    const detail = `the id \`${id.text}\` is taken on line ${lineOf(earlier)}; ids of ${among} must differ`
    return [{ path: id.path, detail }]
  })
}
