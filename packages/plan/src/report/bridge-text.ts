import { roundedTo } from '../bridge/resolution.ts'
import type { BridgeCause } from '../bridge/stages.ts'
import { plural } from '../measure/words.ts'
import { changeText } from './report-words.ts'

/** What the words for a part need of it. */
interface WordedPart {
  readonly cause: BridgeCause
  readonly value: number
  readonly count: number
}

/** More causes than this are counted together. */
const TOLD_MAX = 4

/** A bridge, as far as words need it. */
interface WordedBridge {
  readonly change: number
  readonly parts: readonly WordedPart[]
}

/** Why progress moved, in a line: `+3.2 pp: 14 items done (+4.1 pp), 6 added (-0.9 pp)`. */
export function bridgeText(bridge: WordedBridge): string {
  return bridge.parts.length === 0 ? 'nothing moved' : `${changeText(bridge.change)}: ${causesText(bridge)}`
}

/**
 * What moved progress: `14 items done (+4.1 pp), 6 added (-0.9 pp)`, the largest part first. The points shown add up to the
 * change shown.
 */
export function causesText({ change, parts }: WordedBridge): string {
  const points = shownPoints(change, parts)
  const told = parts
    .map((part, index) => ({ part, points: points[index] ?? 0 }))
    .sort((one, other) => Math.abs(other.part.value) - Math.abs(one.part.value))
  const named = told
    .slice(0, TOLD_MAX)
    .map(({ part, points: own }, index) => `${causeText(part, index === 0)} (${changeText(own)})`)
  const rest = told.slice(TOLD_MAX)
  const others = rest.reduce((sum, { points: own }) => sum + own, 0)
  const more = rest.length === 0 ? [] : [`${plural(rest.length, 'other cause')} (${changeText(others)})`]
  return [...named, ...more].join(', ')
}

/** A cause with how many items are behind it: `14 done`, or `14 items done`; `the plan changed` where none are counted. */
export function causeText({ cause, count }: WordedPart, withNoun = false): string {
  const words = COUNTED[cause]
  if (words === undefined || count === 0) return UNCOUNTED[cause] ?? cause.replaceAll('_', ' ')
  return `${withNoun ? plural(count, 'item') : count} ${words}`
}

/** The values of parts as changes that, shown to a tenth of a percentage point, add up to the change so shown. */
export function shownPoints(change: number, parts: readonly Pick<WordedPart, 'value'>[]): number[] {
  const tenths = parts.map(({ value }) => value * 1000)
  return roundedTo(Math.round(change * 1000), tenths, 1).map((each) => each / 1000)
}

const COUNTED: Readonly<Partial<Record<BridgeCause, string>>> = {
  learned_late: 'learned late',
  relinked: 're-linked',
  restructured: 'restructured',
  reestimated: 're-estimated',
  added: 'added',
  deleted: 'deleted',
  moved_away: 'moved away',
  dropped: 'dropped',
  done: 'done',
  reopened: 'reopened',
}

const UNCOUNTED: Readonly<Partial<Record<BridgeCause, string>>> = {
  plan_changed: 'the plan changed',
  learned_late: 'progress learned late',
  entered: 'progress entered by hand',
}
