import { isMap, isSeq, parseDocument, type YAMLMap } from 'yaml'
import { type Cut, cutOf, spliced, textSpan } from './splice.ts'

/** Lists of things that happened, each with the field that says on which day. */
const HAPPENED: Readonly<Record<string, string>> = {
  entries: 'date',
  assessments: 'date',
  updates: 'date',
  decisions: 'asked',
  reviews: 'date',
}

/** Fields that tell of a day in the past, with those that go with them. */
const TOLD: Readonly<Record<string, readonly string[]>> = {
  given: ['answer', 'tradeOff'],
  reviewed: [],
  reached: [],
  started: [],
  finished: [],
}

/**
 * The text of a template without what has not happened by a day, everything else as it was written. What has no day of
 * its own goes too unless the template is under way.
 */
export function withoutFuture(text: string, today: string, isUnderWay: boolean): string {
  const cuts = mapsIn(parseDocument(text).contents).flatMap((map) => [
    ...Object.entries(HAPPENED).flatMap(([list, field]) => futureOf(text, map, list, field, today)),
    ...Object.entries(TOLD).flatMap(([field, others]) =>
      String(map.get(field) ?? '') > today ? [field, ...others].flatMap((each) => cutField(text, map, each)) : [],
    ),
    ...(isUnderWay ? [] : undatedOf(map).flatMap((field) => cutField(text, map, field))),
  ])
  return spliced(text, cuts)
}

/** A risk is assessed before anything else happens: its first assessment stands, of today at the latest. */
function futureOf(text: string, map: YAMLMap, list: string, field: string, today: string): Cut[] {
  const happened = map.get(list)
  if (!isSeq(happened)) return []
  const isFuture = (item: unknown) => isMap(item) && String(item.get(field)) > today
  const [first] = happened.items
  const isKept = list === 'assessments' && isFuture(first) && isMap(first)
  const future = [...happened.items.keys()].filter(
    (index) => isFuture(happened.items[index]) && !(isKept && index === 0),
  )
  const dated = isKept ? [{ ...textSpan(first.get(field, true)), put: today }] : []
  if (future.length === happened.items.length) return cutField(text, map, list)
  return [...dated, ...future.map((index) => cutOf(text, happened, index))]
}

/** Fields of a map that came with time and have no day: money spent, what is in place, done or cancelled. */
function undatedOf(map: YAMLMap): string[] {
  const isBudget = map.has('planned') && !isMap(map.get('planned'))
  const hasWork = map.has('evidence') || map.has('links') || map.has('progress')
  return [...(isBudget ? ['actual'] : []), ...(hasWork ? ['status'] : []), 'done']
}

function cutField(text: string, map: YAMLMap, field: string): Cut[] {
  const index = map.items.findIndex(({ key }) => String(key) === field)
  return index < 0 ? [] : [cutOf(text, map, index)]
}

function mapsIn(node: unknown): YAMLMap[] {
  if (isMap(node)) return [node, ...node.items.flatMap(({ value }) => mapsIn(value))]
  return isSeq(node) ? node.items.flatMap(mapsIn) : []
}
