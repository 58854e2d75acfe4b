import { escapeAttribute, escapeText } from 'entities'
import type { Health } from '../measure/health.ts'
import { percentText } from '../measure/words.ts'
import { healthWords } from '../measure/worst-health.ts'
import { HTML_STYLE, INLINE, STATUS_COLOURS } from './html-style.ts'
import { partTables } from './part-tables.ts'
import type { ProgressChange, ReportDeliverable, ReportKpi, ReportObjective, WeeklyReport } from './report.ts'
import {
  calibrationText,
  countsText,
  evidenceText,
  forecastText,
  kpiText,
  movementText,
  oneLine,
  periodText,
  progressText,
  scopeCells,
  statusText,
} from './report-words.ts'

/**
 * A weekly report as one HTML page that mail programs show too: no script, no request to anywhere, styles and bars
 * inline, light and dark, readable from 320 px. Every text of the plan and the tools is escaped.
 */
export function renderHtml(report: WeeklyReport): string {
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${text(report.title)}, week ${text(report.week)}</title>`,
    `<style>${HTML_STYLE}</style>`,
  ]
  const body = [
    styled('h1', 'h1', text(report.title)),
    quiet(`${text(periodText(report))}. Plan version ${report.version}.`),
    ...[report.parts?.vision, report.parts?.mission].flatMap((each) => (each == null ? [] : [quiet(text(each))])),
    styled('p', 'text', text(report.summary)),
    card(
      `${styled('h2', 'h3', 'Whole plan')}${standing(report, progressText(report.progress, report.measured), report.isRunning)}`,
    ),
    ...report.objectives.map((objective) => objectiveSection(objective, report.isRunning)),
    calibrationNote(report),
    kpiSection(report),
    dueSection(report),
    finishedSection(report),
    ...partSections(report),
    dataNotes(report),
  ]
  return `<!doctype html>\n<html lang="en">\n<head>\n${head.join('\n')}\n</head>\n<body>\n<main class="page" style="${INLINE.page}">\n${body.filter((block) => block !== '').join('\n')}\n</main>\n</body>\n</html>\n`
}

function objectiveSection(objective: ReportObjective, isRunning: boolean): string {
  const { title, progress, measured, deliverables } = objective
  const own = standing(objective, progressText(progress, measured), isRunning)
  const cards = deliverables.map((part) => deliverableCard(part, isRunning))
  return `<section>\n${styled('h2', 'h2', text(title))}\n${own}\n${cards.join('\n')}\n</section>`
}

function deliverableCard(part: ReportDeliverable, isRunning: boolean): string {
  const { title, progress, health, counts, due, forecast = null } = part
  const facts = [
    countsText(counts, progress),
    due === null ? 'no due date' : `due ${due}`,
    ...(forecast === null ? [] : [`forecast (50 % / 85 %) ${forecastText(forecast)}`]),
  ]
  // On track, the reason says again what the line above says.
  const reasons = health.status === 'on_track' ? [] : health.reasons.map((reason) => quiet(text(reason)))
  return card(
    [
      styled('h3', 'h3', text(title)),
      standing(part, progressText(progress), isRunning),
      quiet(text(facts.join(', '))),
      ...reasons,
    ].join('\n'),
  )
}

/** A bar with the numbers it shows beside it in words. */
function standing(part: ProgressChange & { readonly health: Health }, words: string, isRunning: boolean): string {
  const line = `<strong>${text(words)}</strong> (${text(movementText(part, isRunning))}), ${status(part.health.status, healthWords(part.health.status))}`
  return `${bar(part.progress, words)}\n${styled('p', 'text', line)}`
}

function bar(progress: number | null, words: string): string {
  const width = Math.round((progress ?? 0) * 1000) / 10
  return `<svg role="img" aria-label="Progress: ${attribute(words)}" viewBox="0 0 100 8" preserveAspectRatio="none" width="100%" height="8" style="${INLINE.bar}"><rect class="track" width="100" height="8" fill="#d8dee4"></rect><rect class="fill" width="${width}" height="8" fill="#0b57d0"></rect></svg>`
}

function kpiSection({ kpis }: WeeklyReport): string {
  const [first] = kpis
  if (first === undefined) return ''
  return `<section>\n${styled('h2', 'h2', `KPIs of week ${text(first.week)}`)}\n${kpis.map(kpiCard).join('\n')}\n</section>`
}

function kpiCard(kpi: ReportKpi): string {
  const target = kpi.target === null ? 'no target' : `target ${kpiText(kpi.target, kpi.unit)}`
  return card(
    [
      styled('h3', 'h3', text(kpi.title)),
      styled(
        'p',
        'text',
        `<strong>${text(kpiText(kpi.value, kpi.unit))}</strong>, ${status(kpi.status ?? 'unknown', statusText(kpi.status))}`,
      ),
      quiet(text(`week before: ${kpiText(kpi.previous, kpi.unit)}, ${target}, made by ${evidenceText(kpi)}`)),
    ].join('\n'),
  )
}

function dueSection({ dueNext }: WeeklyReport): string {
  if (dueNext.length === 0) return ''
  const entries = dueNext.map(
    ({ title, due, progress, health }) =>
      `${text(`${due}: ${oneLine(title)}`)}, ${text(progressText(progress))}, ${status(health.status, healthWords(health.status))}`,
  )
  return `<section>\n${styled('h2', 'h2', 'Due within four weeks')}\n${list(entries)}\n</section>`
}

function finishedSection({ finished, finishedCount }: WeeklyReport): string {
  if (finishedCount === 0) return ''
  const entries = finished.map(({ key, title, url }) => `${keyLink(key, url)} ${text(title)}`)
  const more = finishedCount > finished.length ? [`and ${finishedCount - finished.length} more`] : []
  return `<section>\n${styled('h2', 'h2', `Finished in the week: ${finishedCount}`)}\n${list([...entries, ...more])}\n</section>`
}

/** Each row of a part's table as a card: tables of many columns would not fit a phone. */
function partSections({ parts, review }: WeeklyReport): string[] {
  if (parts === undefined || review === undefined) return []
  return partTables(parts, review).map(({ title, head, rows }) => {
    const cards = rows.map(([first = '', ...others]) => {
      const facts = others.map((value, index) => `${text(head[index + 1] ?? '')}: ${text(value)}`)
      return card([styled('h3', 'h3', text(first)), quiet(facts.join(' &#183; '))].join('\n'))
    })
    return `<section>\n${styled('h2', 'h2', text(title))}\n${cards.join('\n')}\n</section>`
  })
}

/** A link to the item in its tool; other schemes than the web's are shown as text alone. */
function keyLink(key: string, url: string): string {
  return /^https?:\/\//i.test(url) ? `<a href="${attribute(url)}">${text(key)}</a>` : text(key)
}

function calibrationNote({ calibration = null }: WeeklyReport): string {
  return calibration === null ? '' : quiet(text(calibrationText(calibration)))
}

function dataNotes({ coverage, scopes }: WeeklyReport): string {
  if (scopes !== undefined) {
    const notes = scopes.map((scope) => {
      const [connection, name, held, read] = scopeCells(scope)
      return quiet(text(`${connection} ${name}: items held ${held}, read ${read}`))
    })
    return notes.length === 0 ? '' : `<section>\n${styled('h2', 'h2', 'Data')}\n${notes.join('\n')}\n</section>`
  }
  if (coverage === null || coverage >= 1) return ''
  return quiet(`Only ${percentText(coverage)} of the scopes that the plan looks at have been read.`)
}

function status(name: string, words: string): string {
  const known = name in STATUS_COLOURS ? name : 'unknown'
  return `<span style="white-space:nowrap"><span aria-hidden="true" class="${known}" style="color:${STATUS_COLOURS[known]}">&#9679;</span> ${text(words)}</span>`
}

function card(inner: string): string {
  return `<div class="card" style="${INLINE.card}">\n${inner}\n</div>`
}

function quiet(inner: string): string {
  return `<p class="quiet" style="${INLINE.quiet}">${inner}</p>`
}

function list(entries: readonly string[]): string {
  return `<ul style="${INLINE.list}">\n${entries.map((entry) => `<li>${entry}</li>`).join('\n')}\n</ul>`
}

function styled(tag: 'h1' | 'h2' | 'h3' | 'p', style: keyof typeof INLINE, inner: string): string {
  return `<${tag} style="${INLINE[style]}">${inner}</${tag}>`
}

function text(value: string): string {
  return escapeText(oneLine(value))
}

function attribute(value: string): string {
  return escapeAttribute(oneLine(value)).replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
