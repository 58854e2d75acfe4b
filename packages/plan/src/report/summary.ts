import type { HealthStatus } from '../measure/health.ts'
import { percentText, plural } from '../measure/words.ts'
import type { WeeklyReport } from './report.ts'
import { changeText, oneLine, progressText } from './report-words.ts'

/** More names than this are counted, not listed. */
const NAMED_MAX = 3

/** The week in a few sentences: progress, what is in danger, what was finished, KPIs, what is due. */
export function summaryOf(report: Omit<WeeklyReport, 'summary'>): string {
  return [
    progressSentence(report),
    dangerSentence(report),
    workSentence(report),
    ...kpiSentences(report),
    ...dueSentences(report),
  ].join(' ')
}

function progressSentence(report: Omit<WeeklyReport, 'summary'>): string {
  const { title, progress, measured, change, lastWeek, week, isRunning } = report
  const name = oneLine(title)
  if (progress === null) return `${name}: nothing can be measured yet, because no deliverable is active.`
  const last = isRunning ? (lastWeek?.change ?? null) : null
  const moves = [
    ...(change === null ? [] : [`${changeText(change)} ${isRunning ? 'so far in' : 'in'} week ${week}`]),
    ...(last === null || lastWeek === undefined ? [] : [`${changeText(last)} in week ${lastWeek.week}`]),
  ]
  const since = moves.length === 0 ? '' : ` (${moves.join(', ')})`
  return `${name} stands at ${progressText(progress, measured)}${since}.`
}

function dangerSentence({ objectives }: Omit<WeeklyReport, 'summary'>): string {
  const parts = objectives.flatMap(({ deliverables }) => deliverables)
  const those = (status: HealthStatus) => parts.filter(({ health }) => health.status === status)
  const texts = DANGERS.flatMap(([status, words]) => {
    const found = those(status)
    return found.length === 0 ? [] : [`${found.length} ${found.length === 1 ? 'is' : 'are'} ${words} (${named(found)})`]
  })
  const unknown = those('unknown').length
  const blind = unknown === 0 ? '' : ` The health of ${plural(unknown, 'deliverable')} is unknown.`
  if (texts.length === 0) return `No deliverable is off track or at risk.${blind}`
  return `Of ${plural(parts.length, 'deliverable')} ${texts.join(' and ')}.${blind}`
}

const DANGERS = [
  ['off_track', 'off track'],
  ['at_risk', 'at risk'],
] as const

function workSentence({ finishedCount, unlinked, isRunning }: Omit<WeeklyReport, 'summary'>): string {
  const who =
    finishedCount === 0 ? 'No item was' : `${plural(finishedCount, 'item')} ${finishedCount === 1 ? 'was' : 'were'}`
  const finished = `${who} finished ${isRunning ? 'so far' : 'in the week'}`
  if (unlinked.open === 0 || unlinked.share === null) return `${finished}; all open work is linked to the plan.`
  return `${finished}; ${plural(unlinked.open, 'open item')} (${percentText(unlinked.share)} of all open ones) ${unlinked.open === 1 ? 'is' : 'are'} linked to nothing.`
}

function kpiSentences({ kpis }: Omit<WeeklyReport, 'summary'>): string[] {
  const judged = kpis.filter(({ status }) => status !== null)
  if (judged.length === 0) return []
  const off = judged.filter(({ status }) => status === 'off_track')
  const good = judged.filter(({ status }) => status === 'on_track').length
  const bad = off.length === 0 ? '' : `; off track: ${named(off)}`
  return [`${good} of ${plural(judged.length, 'KPI')} ${good === 1 ? 'is' : 'are'} on track${bad}.`]
}

function dueSentences({ dueNext }: Omit<WeeklyReport, 'summary'>): string[] {
  const [first, ...others] = dueNext
  if (first === undefined) return []
  const more = others.length === 0 ? '' : ` and ${others.length} more`
  return [`Due next: ${oneLine(first.title)} on ${first.due}${more} within four weeks.`]
}

function named(parts: readonly { readonly title: string }[]): string {
  const names = parts.slice(0, NAMED_MAX).map(({ title }) => oneLine(title))
  const more = parts.length > NAMED_MAX ? ` and ${parts.length - NAMED_MAX} more` : ''
  return `${names.join(', ')}${more}`
}
