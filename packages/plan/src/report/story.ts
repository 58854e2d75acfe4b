import type { HealthStatus } from '../measure/health.ts'
import { percentText, plural } from '../measure/words.ts'
import { bridgeSentence } from './bridge-words.ts'
import type { ReportObjective, WeeklyNews, WeeklyReport } from './report.ts'
import type { MovedDates, Story } from './report-news.ts'
import { changeText, daysLaterText, lowerFirst, oneLine, progressText, statusText } from './report-words.ts'
import { isSurelyOnTrack } from './verdict-words.ts'

/** A report before its story is told. */
export type UntoldReport = Omit<WeeklyReport, 'summary' | keyof WeeklyNews> & Omit<WeeklyNews, 'story'>

/** More names than this are counted, not listed. */
const NAMED_MAX = 3

/** The week in three short paragraphs: what moved, why, and what needs a decision. */
export function storyOf(report: UntoldReport): Story {
  const told = (sentences: readonly (string | null)[]) => sentences.filter((each) => each !== null).join(' ')
  return {
    moved: told([
      progressSentence(report),
      deliverablesSentence(report),
      dueDatesSentence(report),
      kpiChangesSentence(report),
    ]),
    why: told([
      bridgeSentence(report.bridge, report.isRunning),
      moverSentence(report),
      workSentence(report),
      dangerSentence(report),
      kpiSentence(report),
    ]),
    decisions: told([decisionsSentence(report), dueSentence(report), dataSentence(report)]),
  }
}

function progressSentence({ title, progress, measured, change, lastWeek, week, isRunning }: UntoldReport): string {
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

/** What became done and what slipped; that nothing did is worth a sentence too. */
function deliverablesSentence({ finishedDeliverables: done, slipped, datesBefore }: UntoldReport): string {
  const told = [
    ...(done.length === 0 ? [] : [`${plural(done.length, 'deliverable')} became done: ${named(done)}.`]),
    ...(slipped.length === 0 ? [] : [`${plural(slipped.length, 'deliverable')} slipped: ${named(slipped)}.`]),
  ]
  if (told.length > 0) return told.join(' ')
  return datesBefore.source === 'nothing'
    ? 'No deliverable became done, and no due date passed.'
    : 'No deliverable became done or slipped.'
}

function dueDatesSentence({ movedDates }: UntoldReport): string | null {
  const texts = movedDates.flatMap(dueMoveText)
  const shown = texts.slice(0, NAMED_MAX).join(', ')
  return texts.length === 0
    ? null
    : `The plan moved ${plural(texts.length, 'due date')}: ${shown}${more(texts.length)}.`
}

function dueMoveText({ title, moves }: MovedDates): string[] {
  return moves.filter(({ date }) => date === 'due').map((move) => `${oneLine(title)} ${daysLaterText(move)}`)
}

function kpiChangesSentence({ kpiChanges: changes }: UntoldReport): string | null {
  if (changes.length === 0) return null
  const texts = changes.slice(0, NAMED_MAX).map(({ title, from, to, note }) => {
    const doubt = to === 'on_track' && note !== undefined ? DOUBT : ''
    return `${oneLine(title)} (${statusText(from)} to ${statusText(to)}${doubt})`
  })
  return `${plural(changes.length, 'KPI')} changed status: ${texts.join(', ')}${more(changes.length)}.`
}

/** Which objective moved most: in the week or, where that has only begun and moved nothing yet, in the one before. */
function moverSentence({ objectives, isRunning }: UntoldReport): string | null {
  const own = greatest(objectives, ({ change }) => change)
  if (own !== null) {
    const when = isRunning ? 'so far this week' : 'in the week'
    return `${oneLine(own.title)} moved most (${changeText(own.change)} ${when}).`
  }
  const last = isRunning ? greatest(objectives, ({ lastWeek }) => lastWeek?.change ?? null) : null
  if (last === null) return null
  return `${oneLine(last.title)} moved most (${changeText(last.lastWeek?.change ?? null)} last week).`
}

/** Half of the least change that is shown, as a part of one. */
const VISIBLE = 0.0005

function greatest(
  objectives: readonly ReportObjective[],
  of: (objective: ReportObjective) => number | null,
): ReportObjective | null {
  const size = (objective: ReportObjective) => Math.abs(of(objective) ?? 0)
  const [first] = objectives.toSorted((one, other) => size(other) - size(one))
  return objectives.length < 2 || first === undefined || size(first) < VISIBLE ? null : first
}

function dangerSentence({ objectives }: UntoldReport): string {
  const parts = objectives.flatMap(({ deliverables }) => deliverables)
  const those = (status: HealthStatus) => parts.filter(({ health }) => health.status === status)
  const texts = DANGERS.flatMap(([status, words]) => {
    const found = those(status)
    return found.length === 0 ? [] : [`${found.length} ${found.length === 1 ? 'is' : 'are'} ${words} (${named(found)})`]
  })
  const unknown = those('unknown').length
  const blind = unknown === 0 ? '' : ` The health of ${plural(unknown, 'deliverable')} is unknown.`
  if (texts.length > 0) return `Of ${plural(parts.length, 'deliverable')} ${texts.join(' and ')}.${blind}`
  // Of nothing but unknowns it would sound like good news.
  return unknown === parts.length ? blind.trim() : `No deliverable is off track or at risk.${blind}`
}

const DANGERS = [
  ['off_track', 'off track'],
  ['at_risk', 'at risk'],
] as const

function workSentence({ finishedCount, unlinked, isRunning }: UntoldReport): string {
  const who =
    finishedCount === 0 ? 'No item was' : `${plural(finishedCount, 'item')} ${finishedCount === 1 ? 'was' : 'were'}`
  const finished = `${who} finished ${isRunning ? 'so far' : 'in the week'}`
  if (unlinked.share === null) return `${finished}; no work is open.`
  if (unlinked.open === 0) return `${finished}; all open work is linked to the plan.`
  return `${finished}; ${plural(unlinked.open, 'open item')} (${percentText(unlinked.share)} of all open ones) ${unlinked.open === 1 ? 'is' : 'are'} linked to nothing.`
}

function kpiSentence({ kpis }: UntoldReport): string | null {
  const judged = kpis.filter(({ status }) => status !== null)
  if (judged.length === 0) return null
  const off = judged.filter(({ status }) => status === 'off_track')
  const good = judged.filter(isSurelyOnTrack).length
  const doubtful = judged.filter((kpi) => kpi.status === 'on_track' && !isSurelyOnTrack(kpi))
  const doubted = doubtful.length === 0 ? '' : `; on track${DOUBT}: ${named(doubtful)}`
  const bad = off.length === 0 ? '' : `; off track: ${named(off)}`
  return `${good} of ${plural(judged.length, 'KPI')} ${good === 1 || judged.length === 1 ? 'is' : 'are'} on track${doubted}${bad}.`
}

/** What good news of a KPI is by whose value something is missing from. */
const DOUBT = ' by incomplete data'

function decisionsSentence({ decisions }: UntoldReport): string {
  const [first] = decisions
  if (first === undefined) return 'Nothing needs a decision.'
  const count = `${plural(decisions.length, 'decision')} ${decisions.length === 1 ? 'is' : 'are'} needed`
  return `${count}${decisions.length === 1 ? ':' : ', the first on'} ${oneLine(first.title)}: ${lowerFirst(first.question)}`
}

function dueSentence({ dueNext }: UntoldReport): string | null {
  const [first, ...others] = dueNext
  if (first === undefined) return null
  const rest = others.length === 0 ? '' : ` and ${others.length} more`
  return `Due next: ${oneLine(first.title)} on ${first.due}${rest} within four weeks.`
}

/** What does not stand on all of the data says so where it is read first. */
function dataSentence({ data }: UntoldReport): string | null {
  if (data.standing !== 'incomplete' && data.standing !== 'stale') return null
  return `The data is ${data.standing}: ${lowerFirst(data.says)}`
}

function named(parts: readonly { readonly title: string }[]): string {
  const names = parts.slice(0, NAMED_MAX).map(({ title }) => oneLine(title))
  return `${names.join(', ')}${more(parts.length)}`
}

function more(count: number): string {
  return count > NAMED_MAX ? ` and ${count - NAMED_MAX} more` : ''
}
