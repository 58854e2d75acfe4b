import type { Roadmap, RoadmapDeliverable, RoadmapObjective } from '@throughline/plan'
import { bar } from './bar.ts'
import { counted, cut, minute, percent } from './formats.ts'
import type { Paint } from './paint.ts'
import { table } from './table.ts'

const titleCharsMax = 52

/** A roadmap as a table: objectives in bold, their deliverables below, with bars, counts, dates and health. */
export function roadmapTable(roadmap: Roadmap, paint: Paint, options: { readonly reasons?: boolean } = {}): string {
  const { title, progress, measured, health, version, asOf } = roadmap
  const rows = roadmap.objectives.flatMap((objective) => [
    [
      paint.bold(cut(objective.title, titleCharsMax)),
      bar(objective.progress),
      paint.bold(percent(objective.progress)),
      '',
      '',
      '',
      `${paint.status(objective.health.status)}${unmeasured(objective)}`,
    ],
    ...objective.deliverables.map((deliverable) => deliverableRow(deliverable, paint)),
  ])
  const columns = [
    { head: 'Objective / deliverable' },
    { head: 'Progress' },
    { head: '', align: 'right' as const },
    { head: 'Done', align: 'right' as const },
    { head: 'Due' },
    { head: '85 % by' },
    { head: 'Health' },
  ]
  const head = `${paint.bold(title)}\n${bar(progress)} ${percent(progress)}, ${paint.status(health.status)}${measuredText(measured)}; plan version ${version}, as of ${minute(asOf)}\n`
  return `${head}\n${table(columns, rows)}${options.reasons === true ? reasons(roadmap) : ''}`
}

/** On how many deliverables the progress of an objective stands, where it is not on all: else its number would be bare. */
function unmeasured({ measured }: RoadmapObjective): string {
  return measured.with < measured.of ? measuredText(measured) : ''
}

function measuredText({ with: count, of }: Roadmap['measured']): string {
  return `; ${count} of ${counted(of, 'deliverable')} measured`
}

function deliverableRow(deliverable: RoadmapDeliverable, paint: Paint): string[] {
  const { title, progress, counts, due, forecast, health } = deliverable
  const total = counts.todo + counts.inProgress + counts.done
  return [
    `  ${cut(title, titleCharsMax - 2)}`,
    bar(progress),
    percent(progress),
    total === 0 ? '' : `${counts.done}/${total}`,
    due ?? '',
    forecast === null ? '' : (forecast.p85 ?? 'open-ended'),
    paint.status(health.status),
  ]
}

function reasons(roadmap: Roadmap): string {
  const lines = roadmap.objectives.flatMap((objective) =>
    objective.deliverables.flatMap(({ title, health, forecastBasis }) =>
      [...health.reasons, ...(forecastBasis === null ? [] : [`Forecast: ${forecastBasis.text}`])].map(
        (reason) => `  ${title}: ${reason}`,
      ),
    ),
  )
  return `\nWhy:\n${lines.join('\n')}\n`
}
