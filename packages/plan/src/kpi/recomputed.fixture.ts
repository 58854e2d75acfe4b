import { Temporal } from 'temporal-polyfill'
import type { Measure } from './kpi.fixture.ts'
import type { MeasuredPortfolio } from './measured-portfolio.fixture.ts'

/*
 * Every metric of the catalogue once more, read aloud from its definition with plain loops: nothing of the implementation is
 * imported but types. Instants are counted in whole milliseconds to the end, so that a disagreement shows to the
 * millisecond.
 */

/** What a metric should say of one week. */
export interface Recomputed {
  readonly value: number | null
  readonly count: number
}

type Item = MeasuredPortfolio['items'][number]
type Part = Exclude<Measure['of'], string | undefined> | Measure

interface Question extends MeasuredPortfolio {
  readonly now: number
  readonly week: string
}

interface Window {
  readonly start: number
  /** The first instant that no longer counts. */
  readonly end: number
  /** What ages are counted to. */
  readonly asOf: number
}

/** The value of a measure for a week that has begun. */
export function recomputed(measure: Measure, question: Question): Recomputed {
  if (measure.metric !== 'ratio') return single(measure, question)
  const side = (written: Measure['of']): Part => {
    if (written === undefined) throw new Error('a ratio has two sides')
    const own: Part = typeof written === 'string' ? { metric: written } : written
    const place = own.where ?? own.objective ?? own.deliverable
    return {
      ...own,
      window: own.window ?? measure.window,
      stat: own.stat ?? measure.stat,
      ...(place === undefined
        ? { where: measure.where, objective: measure.objective, deliverable: measure.deliverable }
        : {}),
    }
  }
  const [of, to] = [side(measure.of), side(measure.to)]
  const [dividend, divisor] = [single(of, question), single(to, question)]
  const value =
    dividend.value === null || divisor.value === null || divisor.value === 0 ? null : dividend.value / divisor.value
  return { value, count: new Set([...makers(of, question), ...makers(to, question)]).size }
}

function single(measure: Part, question: Question): Recomputed {
  const { metric } = measure
  if (metric === 'progress') return progress(measure, question)
  const made = contributions(measure, question)
  if (made === null) return { value: null, count: 0 }
  const numbers = made.map(([, number]) => number)
  const unit = UNITS[metric]
  if (metric === 'share') {
    const falling = numbers.filter((number) => number === 1).length
    return { value: numbers.length === 0 ? null : falling / numbers.length, count: numbers.length }
  }
  if (unit === undefined) return { value: numbers.reduce((sum, number) => sum + number, 0), count: numbers.length }
  const usual = metric === 'items.flow_efficiency' ? 'mean' : 'p50'
  const value = summary(numbers, measure.stat ?? usual)
  return { value: value === null ? null : value / unit, count: numbers.length }
}

/** What durations are divided by to be in their unit; counts are in none. */
const UNITS: Readonly<Record<string, number>> = {
  'items.lead_time': 86_400_000,
  'items.cycle_time': 86_400_000,
  'items.age': 86_400_000,
  'items.flow_efficiency': 1,
  'prs.merge_time': 3_600_000,
  'prs.review_time': 3_600_000,
  'prs.lead_time': 3_600_000,
  'prs.age': 3_600_000,
}

function makers(measure: Part, question: Question): (string | number)[] {
  if (measure.metric === 'progress') return progressMakers(measure, question)
  return (contributions(measure, question) ?? []).map(([id]) => id)
}

/** Who contributes, and how much: durations in milliseconds, shares 1 or 0. Null where nothing is known. */
function contributions(measure: Part, question: Question): [string | number, number][] | null {
  const { metric } = measure
  if (metric === 'releases.published' || metric === 'deployments.count') return deliveries(measure, question)
  if (metric === 'items.flow_efficiency' && question.plan.waitStatuses.length === 0) return []
  const window = windowOf(question, measure.window)
  const made: [number, number][] = []
  for (const item of question.items) {
    if (!isOfFamily(item, metric, question) || item.createdAt >= window.end) continue
    if (metric !== 'share' && !isSelected(item, measure, question)) continue
    const number = contribution(item, measure, window, question)
    if (number !== null) made.push([item.id, number])
  }
  return made
}

function contribution(item: Item, measure: Part, window: Window, question: Question): number | null {
  const within = (at: number | null | undefined) => at != null && at >= window.start && at < window.end
  const moves = item.timeline.filter((move) => move.at < window.end)
  const last = moves[moves.length - 1]
  const isOpen = last?.to === 'todo' || last?.to === 'in_progress'
  const isDone = last?.to === 'done'
  const doneAt = isDone && within(last?.at) ? (last?.at ?? null) : null
  const { side } = question
  switch (measure.metric) {
    case 'items.created':
    case 'prs.opened':
      return within(item.createdAt) ? 1 : null
    case 'items.done':
    case 'prs.merged':
      return doneAt === null ? null : 1
    case 'items.open':
      return isOpen ? 1 : null
    case 'items.wip':
      return last?.to === 'in_progress' ? 1 : null
    case 'items.reopened': {
      let times = 0
      for (const move of moves) if (move.from === 'done' && move.to !== 'dropped' && within(move.at)) times += 1
      return times === 0 ? null : times
    }
    case 'items.age':
    case 'prs.age':
      return isOpen ? window.asOf - item.createdAt : null
    case 'items.lead_time':
    case 'prs.merge_time':
      return doneAt === null ? null : doneAt - item.createdAt
    case 'items.cycle_time': {
      const begun = moves.filter((move) => move.to === 'in_progress')[0]
      return doneAt === null || begun === undefined ? null : doneAt - begun.at
    }
    case 'items.flow_efficiency': {
      const begun = moves.filter((move) => move.to === 'in_progress')[0]
      if (doneAt === null || begun === undefined || begun.at === doneAt) return null
      let waited = 0
      for (const wait of side.waits.get(item.id) ?? []) {
        const from = Math.max(wait.from, begun.at)
        const to = Math.min(wait.to ?? doneAt, doneAt)
        if (to > from) waited += to - from
      }
      return 1 - waited / (doneAt - begun.at)
    }
    case 'prs.review_time': {
      const reviewedAt = side.reviews.firstAt.get(item.id)
      return reviewedAt !== undefined && within(reviewedAt) ? reviewedAt - item.createdAt : null
    }
    case 'prs.lead_time': {
      if (!isDone) return null
      let first: number | null = null
      for (const delivery of side.deliveries) {
        if (delivery.connection !== item.connection || delivery.scope !== item.scope) continue
        if (delivery.at > last.at && (first === null || delivery.at < first)) first = delivery.at
      }
      return first !== null && within(first) ? first - item.createdAt : null
    }
    case 'sprint.committed':
    case 'sprint.done': {
      let times = 0
      for (const stay of side.sprintStays.get(item.id) ?? []) {
        if (!within(stay.endAt)) continue
        const at = measure.metric === 'sprint.done' ? stay.endAt : stay.startAt
        if (at === null || stay.from > at || (stay.to !== null && stay.to <= at)) continue
        const then = item.timeline.filter((move) => move.at <= at)
        if (measure.metric === 'sprint.committed' || then[then.length - 1]?.to === 'done') times += 1
      }
      return times === 0 ? null : times
    }
    case 'share':
      return doneAt === null ? null : isSelected(item, measure, question) ? 1 : 0
    default:
      throw new Error(`nobody wrote down how to recompute ${measure.metric}`)
  }
}

/** Releases or deployments of the chosen places; null where those were never read. */
function deliveries(measure: Part, question: Question): [string, number][] | null {
  const kind = measure.metric === 'releases.published' ? 'release' : 'deployment'
  const { where } = measure
  const places = new Set<string>()
  const all = [...question.side.deliveries, ...question.side.readings, ...question.items]
  const namesNode = (where?.objective ?? where?.deliverable ?? measure.objective ?? measure.deliverable) !== undefined
  for (const { connection, scope } of all) {
    const isNamed =
      (where?.connection === undefined || where.connection === connection) &&
      (where?.repo === undefined || where.repo === scope) &&
      (where?.project === undefined || where.project === scope)
    const linksCount = where === undefined || namesNode
    const isLinked = question.items.some(
      (item) =>
        item.kind === 'pull_request' &&
        item.tombstone === null &&
        item.connection === connection &&
        item.scope === scope &&
        isUnder(item, measure, question),
    )
    if (isNamed && (!linksCount || isLinked)) places.add(`${connection} ${scope}`)
  }
  if (where?.labels !== undefined || where?.kind !== undefined || where?.unlinked === true) return null
  const isChosen = (of: { readonly connection: string; readonly scope: string; readonly kind: string }) =>
    of.kind === kind && places.has(`${of.connection} ${of.scope}`)
  const chosen = question.side.deliveries.filter(isChosen)
  if (chosen.length === 0 && !question.side.readings.some((each) => isChosen(each) && each.isKnown)) return null
  const window = windowOf(question, measure.window)
  return chosen
    .filter((delivery) => {
      const at = instantOf(delivery, question)
      return at >= window.start && at < window.end
    })
    .map(({ connection, scope, id }) => [`${connection} ${scope} ${id}`, 1])
}

/** Of a version only the date of its day is known, and the plan has that day where it has its own. */
function instantOf({ at, isDay }: { readonly at: number; readonly isDay: boolean }, { plan }: Question): number {
  if (!isDay) return at
  const date = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC').toPlainDate()
  return date.toZonedDateTime(plan.timeZone).epochMilliseconds
}

/** Issues less sub-tasks and containers, or pull requests; never what its tool no longer shows. */
function isOfFamily(item: Item, metric: string, { items }: Question): boolean {
  if (item.tombstone !== null) return false
  if (metric.startsWith('prs.')) return item.kind === 'pull_request'
  if (item.kind !== 'issue' || item.isSubtask) return false
  return !items.some(
    (child) => child.parentId === item.id && !child.isSubtask && child.kind === 'issue' && child.tombstone === null,
  )
}

function isSelected(item: Item, measure: Part, question: Question): boolean {
  const { where } = measure
  if (where?.labels !== undefined && !item.labels.some((label) => label.toUpperCase() === where.labels)) return false
  if (where?.kind !== undefined && item.kind !== where.kind) return false
  if (where?.connection !== undefined && item.connection !== where.connection) return false
  if (where?.repo !== undefined && item.scope !== where.repo) return false
  if (where?.project !== undefined && item.scope !== where.project) return false
  if (where?.unlinked === true) return !question.links.some((link) => link.itemId === item.id)
  const choosesByFieldsAlone = where !== undefined && where.objective === undefined && where.deliverable === undefined
  return choosesByFieldsAlone ? true : isUnder(item, measure, question)
}

/** Whether an item is linked where a measure says, or anywhere in the plan where it says nothing. */
function isUnder(item: Item, { where, ...measure }: Part, { links }: Question): boolean {
  const place = links.find((link) => link.itemId === item.id)?.deliverable
  const objective = measure.objective ?? where?.objective
  const deliverable = measure.deliverable ?? where?.deliverable
  if (place === undefined) return false
  if (objective !== undefined && !place.startsWith(`${objective}-`) && place !== `${objective}.direct`) return false
  return deliverable === undefined || place === deliverable
}

function progress(measure: Part, question: Question): Recomputed {
  const count = progressMakers(measure, question).length
  const deliverable = measure.deliverable ?? measure.where?.deliverable
  const objective = measure.objective ?? measure.where?.objective
  if (deliverable !== undefined) return { value: deliverableProgress(String(deliverable), question).progress, count }
  const objectives = question.plan.objectives.map(({ id, weight }) => ({
    id,
    weight,
    value: objectiveMean(id, question),
  }))
  if (objective !== undefined) return { value: objectives.find(({ id }) => id === objective)?.value ?? null, count }
  let [sum, weights] = [0, 0]
  for (const { weight, value } of objectives) {
    if (value === null) continue
    sum += value * weight
    weights += weight
  }
  return { value: weights === 0 ? null : sum / weights, count }
}

function objectiveMean(id: string, question: Question): number | null {
  let [sum, weights] = [0, 0]
  for (const { id: deliverable, weight } of deliverablesOf(id, question)) {
    const found = deliverableProgress(deliverable, question)
    if (found.isOut) continue
    sum += (found.progress ?? 0) * weight
    weights += weight
  }
  return weights === 0 ? null : sum / weights
}

function deliverablesOf(objective: string, { plan }: Question) {
  const found = plan.objectives.find(({ id }) => id === objective)
  if (found === undefined) return []
  const written = found.deliverables.map(({ id, weight }) => ({ id, weight }))
  return found.selectors.length === 0 ? written : [...written, { id: `${objective}.direct`, weight: 1 }]
}

interface DeliverableProgress {
  readonly progress: number | null
  /** What stands for it, where it has progress from items. */
  readonly alive: readonly Item[]
  /** Whether means leave it out; it may have progress of its own all the same. */
  readonly isOut: boolean
}

function deliverableProgress(id: string, question: Question): DeliverableProgress {
  const { plan, items, links } = question
  const { end } = windowOf(question, undefined)
  const deliverable = plan.objectives.flatMap((each) => each.deliverables).find((each) => each.id === id)
  const linked = items.filter(
    (item) => item.tombstone === null && links.some((link) => link.itemId === item.id && link.deliverable === id),
  )
  const issues = linked.filter((item) => item.kind === 'issue')
  const counted = (issues.length === 0 ? linked : issues).filter((item) => {
    if (item.isSubtask && issues.some((parent) => parent.id === item.parentId)) return false
    return !issues.some((child) => child.parentId === item.id && !child.isSubtask)
  })
  const stateOf = (item: Item) => item.timeline.filter((move) => move.at < end).at(-1)?.to ?? null
  const existing = counted.filter((item) => stateOf(item) !== null)
  const alive = existing.filter((item) => stateOf(item) !== 'dropped')
  const cancelled = deliverable?.status === 'cancelled'
  if (deliverable?.progress === 'manual') {
    let newest: { readonly date: string; readonly progress: number } | null = null
    for (const entry of deliverable.entries) {
      const begins = Temporal.PlainDate.from(entry.date).toZonedDateTime(plan.timeZone).epochMilliseconds
      if (begins < end && (newest === null || entry.date >= newest.date)) newest = entry
    }
    return { progress: newest?.progress ?? null, alive: [], isOut: cancelled }
  }
  const isOut = cancelled || (existing.length > 0 && alive.length === 0)
  const estimates = alive.flatMap(({ estimate }) => estimate ?? []).toSorted((one, other) => one - other)
  const median = summary(estimates, 'p50') ?? 1
  let [done, all] = [0, 0]
  for (const item of alive.toSorted((one, other) => one.id - other.id)) {
    const weight = deliverable?.weigh === 'points' ? (item.estimate ?? median) : 1
    all += weight
    if (stateOf(item) === 'done') done += weight
  }
  return all === 0 ? { progress: null, alive: [], isOut } : { progress: done / all, alive, isOut }
}

function progressMakers(measure: Part, question: Question): number[] {
  const deliverable = measure.deliverable ?? measure.where?.deliverable
  const objective = measure.objective ?? measure.where?.objective
  const asked = question.plan.objectives.filter(({ id }) => objective === undefined || id === objective)
  const under = asked.flatMap(({ id }) => deliverablesOf(id, question).map((each) => each.id))
  const parts = under.map((id) => deliverableProgress(id, question)).filter(({ isOut }) => !isOut)
  const own = deliverable === undefined ? parts : [deliverableProgress(String(deliverable), question)]
  return own.flatMap(({ alive }) => alive.map((item) => item.id))
}

/** The weeks that a value covers, from Monday 00:00 of the first to Monday 00:00 after the last in the plan's zone. */
function windowOf({ week, now, plan }: Question, width: string | undefined): Window {
  const [, year, number] = /^(\d{4})-W(\d{2})$/.exec(week) ?? []
  // The 4th of January lies in week 1 of every year.
  const fourth = Temporal.PlainDate.from({ year: Number(year), month: 1, day: 4 })
  const monday = fourth.subtract({ days: fourth.dayOfWeek - 1 }).add({ weeks: Number(number) - 1 })
  const midnight = (date: Temporal.PlainDate) => date.toZonedDateTime(plan.timeZone).epochMilliseconds
  const weeks = width === undefined ? 1 : Number.parseInt(width, 10)
  const end = midnight(monday.add({ weeks: 1 }))
  const start = midnight(monday.subtract({ weeks: weeks - 1 }))
  // The week is over with its last millisecond.
  return now < end - 1 ? { start, end: now + 1, asOf: now } : { start, end, asOf: end }
}

/** Sorted, the value at the rank that lies so far between the first and the last, or between the two beside it. */
function summary(numbers: readonly number[], stat: string): number | null {
  const sorted = numbers.toSorted((one, other) => one - other)
  const largest = sorted[sorted.length - 1]
  if (largest === undefined) return null
  if (stat === 'max') return largest
  if (stat === 'mean') {
    let sum = 0
    for (const number of sorted) sum += number
    return sum / sorted.length
  }
  const rank = (Number(stat.slice(1)) / 100) * (sorted.length - 1)
  const below = sorted[Math.floor(rank)] ?? largest
  const above = sorted[Math.ceil(rank)] ?? largest
  return below * (1 - (rank - Math.floor(rank))) + above * (rank - Math.floor(rank))
}
