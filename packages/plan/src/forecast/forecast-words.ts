import type { Deliverable } from '../document/deliverable.ts'
import { percentText, plural, weightText } from '../measure/words.ts'
import type { FlowHistory } from './flow-history.ts'
import type { ForecastBasis } from './forecast.ts'
import type { Ground } from './ground.ts'
import type { WeeklyFlow } from './work-flow.ts'

/** How the trials on a ground were played. */
interface Played {
  readonly weigh: Deliverable['weigh']
  readonly trials: number
  /** What the deliverable waits for. */
  readonly awaited: readonly Awaited[]
}

/** Something that a deliverable waits for. */
interface Awaited {
  readonly title: string
  readonly isForecast: boolean
  /** Titles of what has a forecast and holds up what waits for this: itself or, without one, what it waits for in turn. */
  readonly holders: readonly string[]
}

/** What a forecast stands on, in numbers and in sentences. */
export function basisOf({ open, history }: Ground, { weigh, trials, awaited }: Played): ForecastBasis {
  const { weeks, finished, borrowed } = history
  const weekly = {
    delivered: mean(weeks, ({ delivered }) => delivered),
    added: mean(weeks, ({ added }) => added),
    dropped: mean(weeks, ({ dropped }) => dropped),
  }
  const text = (weight: number) => weightText(weight, weigh)
  const sentences = [
    `${trials.toLocaleString('en')} trials draw from ${sourceText(history)}: ${text(weekly.delivered)} delivered, ${text(weekly.added)} added and ${text(weekly.dropped)} dropped ${weekText(history)}, for ${text(open)} open.`,
    ...awaited.map(waitText),
  ]
  return {
    text: sentences.join(' '),
    trials,
    open,
    weeks: weeks.length,
    finished,
    isBorrowed: borrowed !== null,
    weekly,
  }
}

/** A basis that says why there is no forecast. */
export function noForecast(text: string): ForecastBasis {
  return { text, trials: 0, open: null, weeks: null, finished: null, isBorrowed: null, weekly: null }
}

function waitText({ title, isForecast, holders }: Awaited): string {
  if (isForecast) return `It does not finish before “${title}”.`
  if (holders.length === 0) return `It waits for “${title}”, which has no forecast of its own and is not considered.`
  const titles = holders.map((holder) => `“${holder}”`).join(' and ')
  return `It waits for “${title}”, which has no forecast of its own, but waits for ${titles}: it does not finish before that.`
}

function sourceText({ weeks, finished, borrowed }: FlowHistory): string {
  const extent = extentText(weeks.length, finished)
  if (borrowed === null) return `its last ${extent}`
  const own = extentText(borrowed.ownWeeks, borrowed.ownFinished)
  return `the last ${extent} of its objective, scaled to its ${percentText(borrowed.part)} of what is open there, because its own history is too thin (${own})`
}

function weekText({ worked }: FlowHistory): string {
  return worked.days === worked.of
    ? 'a week'
    : `a full week (holidays left ${worked.days} of ${worked.of} working days)`
}

function extentText(weeks: number, finished: number): string {
  return `${plural(weeks, 'complete week')} with ${plural(finished, 'finished item')}`
}

function mean(weeks: readonly WeeklyFlow[], of: (flow: WeeklyFlow) => number): number {
  return weeks.reduce((sum, flow) => sum + of(flow), 0) / weeks.length
}
