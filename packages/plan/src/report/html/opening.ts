import type { HealthStatus } from '../../measure/health.ts'
import { plural } from '../../measure/words.ts'
import type { ReportAudience } from '../audience.ts'
import { progressBar } from '../charts/progress-bar.ts'
import type { WeeklyReport } from '../report.ts'
import { movementText, periodText, progressText } from '../report-words.ts'
import { healthCell, isSurelyOnTrack, isTrusted } from '../verdict-words.ts'
import { quiet, styled, text, verdictMarkup } from './elements.ts'

/** What a report begins with: whose it is, of which week, the whole plan in numbers, and the story of the week. */
export function opening(report: WeeklyReport, audience: ReportAudience): string[] {
  const { title, week, version, parts } = report
  const purpose = audience === 'team' ? [parts?.vision, parts?.mission] : []
  return [
    styled('p', 'overline', `Weekly report, ${text(week)}, for ${audience === 'team' ? 'the team' : 'executives'}`),
    styled('h1', 'h1', text(title)),
    quiet(`${text(periodText(report))}. Plan version ${version}.`),
    ...purpose.flatMap((each) => (each == null ? [] : [quiet(text(each))])),
    wholePlan(report),
    tiles(report),
    story(report),
  ]
}

function wholePlan(report: WeeklyReport): string {
  const { progress, previousProgress, measured, health, isRunning } = report
  const words = progressText(progress, measured)
  const cell = healthCell(health.status, report)
  return styled(
    'div',
    'card',
    [
      styled('h2', 'h3', 'Whole plan'),
      styled('p', 'figure', text(words)),
      progressBar({ name: 'Whole plan', progress, previous: previousProgress, words }),
      styled('p', 'text', `${text(movementText(report, isRunning))}. ${verdictMarkup(cell.text, cell.verdict)}.`),
    ].join('\n'),
  )
}

/** The numbers to begin with, each under its name. */
function tiles(report: WeeklyReport): string {
  const { kpis, decisions, data, objectives } = report
  const parts = objectives.flatMap(({ deliverables }) => deliverables)
  const inHealth = (status: HealthStatus) =>
    `${parts.filter(({ health }) => health.status === status).length} of ${plural(parts.length, 'deliverable')}`
  const judged = kpis.filter(({ status }) => status !== null)
  const good = judged.filter(isSurelyOnTrack).length
  const doubt = isTrusted(report) ? '' : ' by what was read'
  const all = [
    ['Off track', inHealth('off_track')],
    ['At risk', inHealth('at_risk')],
    ...(parts.some(({ health }) => health.status === 'unknown') ? [['Unknown health', inHealth('unknown')]] : []),
    ...(judged.length === 0 ? [] : [['On track', `${good} of ${plural(judged.length, 'KPI')}${doubt}`]]),
    ...(decisions === undefined
      ? []
      : [['To decide', decisions.length === 0 ? 'nothing' : plural(decisions.length, 'decision')]]),
    ...(data === undefined ? [] : [['Data', DATA_WORDS[data.standing]]]),
  ]
  const cards = all.map(([name = '', value = '']) =>
    styled('div', 'card', `${styled('p', 'overline', text(name))}${styled('p', 'number', text(value))}`),
  )
  return `<div class="tiles">\n${cards.join('\n')}\n</div>`
}

const DATA_WORDS = {
  complete: 'complete, up to date',
  incomplete: 'incomplete',
  stale: 'too old',
  unknown: 'not checked',
} as const

/** The three paragraphs of the summary; reports of before there were any have it in one. */
function story({ story: told, summary }: WeeklyReport): string {
  if (told === undefined) return styled('p', 'text', text(summary))
  const paragraphs = [
    ['What moved', told.moved],
    ['Why', told.why],
    ['What needs a decision', told.decisions],
  ].map(([name = '', words = '']) => `${styled('h2', 'h3', text(name))}\n${styled('p', 'text', text(words))}`)
  return `<div class="story">\n${paragraphs.join('\n')}\n</div>`
}
