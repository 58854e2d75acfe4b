import { didYouMean } from './nearest.ts'
import type { Finding, Outline } from './outline.ts'
import type { Spot } from './outline-place.ts'
import { directId } from './plan-nodes.ts'

/** References to ids that the document does not define: in `dependsOn`, `answers`, a KPI and its measures, and the parts. */
export function checkReferences(outline: Outline): Finding[] {
  const objectives = new Set(outline.objectives.flatMap(({ id }) => (id === null ? [] : [id.text])))
  const deliverables = new Set(
    outline.objectives.flatMap((objective) =>
      objective.deliverables.flatMap(({ id }) => (id === null ? [] : [id.text])),
    ),
  )
  const direct = outline.objectives.flatMap(({ id, hasLinks }) => (id === null || !hasLinks ? [] : [directId(id.text)]))
  const measurable = new Set([...deliverables, ...direct])

  let guesses = 0
  const guess = (text: string, known: ReadonlySet<string>) => (guesses++ < GUESSES_MAX ? didYouMean(text, known) : '')

  const toObjective = (spots: readonly Spot[]) =>
    dangling(spots, objectives, 'objective', guess, deliverables, 'is a deliverable; name an objective')
  const toMeasured = (spots: readonly Spot[]) =>
    dangling(spots, measurable, 'deliverable', guess, objectives, 'is an objective; write it under `objective`')

  const findings = new Set(outline.findings.map(({ text }) => text))
  const toFinding = (spots: readonly Spot[]) => dangling(spots, findings, 'finding of the analysis', guess)
  const toDeliverable = (spots: readonly Spot[]) =>
    dangling(spots, deliverables, 'deliverable', guess, objectives, 'is an objective; name a deliverable')
  const followed = { objective: toObjective, deliverable: toDeliverable, finding: toFinding }

  return [
    ...outline.objectives.flatMap(({ answers }) => toFinding(answers)),
    ...outline.parts.flatMap(({ references }) => references.flatMap((each) => followed[each.to]([each.spot]))),
    ...outline.objectives.flatMap((objective) =>
      objective.deliverables.flatMap(({ dependsOn }) =>
        dangling(
          dependsOn,
          deliverables,
          'deliverable',
          guess,
          objectives,
          'is an objective; name the deliverables it needs',
        ),
      ),
    ),
    ...outline.kpis.flatMap((kpi) => [
      ...toObjective(kpi.objective === null ? [] : [kpi.objective]),
      ...kpi.measures.flatMap((measure) => [...toObjective(measure.objectives), ...toMeasured(measure.deliverables)]),
    ]),
  ]
}

/** What was meant is guessed for so many references; a document that needs more has other troubles than spelling. */
const GUESSES_MAX = 50

function dangling(
  spots: readonly Spot[],
  known: ReadonlySet<string>,
  kind: string,
  guess: (text: string, known: ReadonlySet<string>) => string,
  others: ReadonlySet<string> = new Set(),
  mistaken = '',
): Finding[] {
  return spots
    .filter(({ text }) => !known.has(text))
    .map(({ text, path }) => ({
      path,
      detail: others.has(text)
        ? `\`${text}\` ${mistaken}`
        : `the document defines no ${kind} \`${text}\`${guess(text, known)}`,
    }))
}
