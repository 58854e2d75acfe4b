import { planNodes } from '../document/plan-nodes.ts'
import type { WorkItem } from '../item/work-item.ts'
import type { Moment } from './bridge.ts'

/*
 * The decision record on bridges turned into loops, sharing nothing with the code under test: every item becomes a row with
 * what it is at each stage, and each stage is measured from the rows. For plans that link by the same selectors.
 */

const CAUSE_OF_STAGE = [
  ...[
    '',
    'learned_late',
    'plan_changed',
    'plan_changed',
    'relinked',
    'restructured',
    'reestimated',
    'added',
    'deleted',
  ],
  ...['moved_away', 'dropped', 'done', 'reopened', 'entered'],
]

interface Row {
  readonly standing: string[]
  readonly place: (string | undefined)[]
  readonly counts: boolean[]
  readonly estimate: (number | null)[]
}

/** By id of a deliverable or objective, and the empty id for the plan: what each cause that moved it is worth. */
export function naiveBridge(before: Moment, after: Moment): Map<string, Map<string, number>> {
  const rows = rowsOf(before, after)
  const all = new Map<string, Map<string, number>>()
  let last = measure(rows, 0, before, after)
  for (let stage = 1; stage < CAUSE_OF_STAGE.length; stage++) {
    const next = measure(rows, stage, before, after)
    for (const id of new Set([...last.keys(), ...next.keys()])) {
      const moved = (next.get(id) ?? 0) - (last.get(id) ?? 0)
      const causes = all.get(id) ?? new Map<string, number>()
      all.set(id, causes)
      const cause = CAUSE_OF_STAGE[stage] ?? ''
      causes.set(cause, (causes.get(cause) ?? 0) + moved)
    }
    last = next
  }
  return all
}

function rowsOf(before: Moment, after: Moment): Row[] {
  const [linkedThen, linkedNow] = [linked(before), linked(after)]
  const taken = new Set<number>()
  const pairs: [WorkItem | undefined, WorkItem | undefined][] = []
  const fresh = after.items.filter((item) => !before.items.some((one) => one.id === item.id))
  for (const left of before.items.toSorted((one, other) => one.id - other.id)) {
    let end = after.items.find((one) => one.id === left.id)
    if (left.tombstone !== null || end === undefined || end.tombstone?.movedTo == null) continue
    for (let hops = 0; end !== undefined && end.tombstone !== null && hops < 50; hops++) {
      const to: string | null = end.tombstone.movedTo
      end = after.items.find((one) => one.key === to)
    }
    if (end === undefined || end.tombstone !== null || !fresh.includes(end) || taken.has(end.id)) continue
    taken.add(end.id)
    taken.add(left.id)
    pairs.push([left, end])
  }
  for (const is of after.items) if (!taken.has(is.id)) pairs.push([before.items.find((one) => one.id === is.id), is])
  for (const was of before.items) if (!after.items.some((one) => one.id === was.id)) pairs.push([was, undefined])
  return pairs.map(([was, is]) => {
    const then = was === undefined ? 'absent' : standingAt(was, before.asOf)
    let learned = then
    if (is !== undefined && then !== 'gone') {
      learned = is.tombstone !== null && is.tombstone.at <= before.asOf ? 'gone' : stateAt(is, before.asOf)
    }
    const now = is === undefined ? 'gone' : standingAt(is, after.asOf)
    const isGone = now === 'gone'
    const isMoved = isGone && (is?.tombstone?.kind === 'moved' || is?.tombstone?.kind === 'transferred')
    const placeNow = is === undefined ? undefined : after.links.find((link) => link.itemId === is.id && !is.tombstone)
    const placeThen = was === undefined ? undefined : before.links.find((link) => link.itemId === was.id)
    const isKnown = was !== undefined && was.tombstone === null
    const [from, to] = isKnown
      ? [placeThen?.deliverable, isGone ? placeThen?.deliverable : placeNow?.deliverable]
      : [placeNow?.deliverable, placeNow?.deliverable]
    const countedThen = isKnown && was !== undefined && from !== undefined ? linkedThen.get(was.id) : undefined
    const countedNow = is === undefined ? undefined : linkedNow.get(is.id)
    const countsThen = countedThen ?? countedNow ?? true
    const countsNow = countedNow ?? countedThen ?? true
    const [estimateThen, estimateNow] = [(was ?? is)?.estimate ?? null, is?.estimate ?? null]
    const alive = (standing: string) => standing === 'open' || standing === 'done'
    const walk = [then, learned, learned, learned, learned, learned, learned]
    const step = (isSo: boolean, standing: string) => walk.push(isSo ? standing : (walk.at(-1) ?? ''))
    step(alive(now) && !alive(learned), 'open')
    step(isGone && !isMoved, 'gone')
    step(isGone, 'gone')
    step(now === 'dropped', now)
    step(now === 'done', now)
    step(now === 'open', now)
    step(false, now)
    return {
      standing: walk,
      place: walk.map((_, stage) => (stage < 4 ? from : to)),
      counts: walk.map((_, stage) => (stage < 4 || (stage === 4 && from === to) ? countsThen : countsNow)),
      estimate: walk.map((_, stage) => (stage < 6 || isGone ? estimateThen : estimateNow)),
    }
  })
}

/** Whether each linked item counts. */
function linked({ plan, items, links }: Moment): Map<number, boolean> {
  const counts = new Map<number, boolean>()
  for (const { deliverables } of planNodes(plan)) {
    for (const { id } of deliverables) {
      const own = items.filter(
        (item) => !item.tombstone && links.some((link) => link.itemId === item.id && link.deliverable === id),
      )
      const issues = own.filter(({ kind }) => kind === 'issue')
      for (const item of own) {
        const isEvidence = item.kind === 'pull_request' && issues.length > 0
        const isSubtask = item.isSubtask && issues.some((one) => one.id === item.parentId)
        const isContainer = issues.some((one) => one.parentId === item.id && !one.isSubtask)
        const isIssueOut = item.kind === 'issue' && (isSubtask || isContainer)
        counts.set(item.id, !isEvidence && !isIssueOut)
      }
    }
  }
  return counts
}

function standingAt(item: WorkItem, at: number): string {
  return item.tombstone !== null ? 'gone' : stateAt(item, at)
}

function stateAt(item: WorkItem, at: number): string {
  const moves = item.timeline.filter((move) => move.at <= at)
  const state = item.createdAt > at ? undefined : moves.at(-1)?.to
  return state === undefined ? 'absent' : state === 'done' || state === 'dropped' ? state : 'open'
}

/** Progress of everything at a stage, null as 0. */
function measure(rows: readonly Row[], stage: number, before: Moment, after: Moment): Map<string, number> {
  const plan = stage < 2 ? before.plan : after.plan
  const all = new Map<string, number>()
  let [planSum, planWeight] = [0, 0]
  for (const { objective, deliverables } of planNodes(plan)) {
    let [sum, weights] = [0, 0]
    for (const one of deliverables) {
      const own = rows.filter((row) => row.place[stage] === one.id && row.counts[stage])
      const alive = own.filter(({ standing }) => standing[stage] === 'open' || standing[stage] === 'done')
      const dropped = own.filter(({ standing }) => standing[stage] === 'dropped')
      const weight = (row: Row) =>
        one.weigh === 'items' ? 1 : (row.estimate[stage] ?? usual(rows, one.id, stage < 6 ? 0 : 13))
      const total = alive.reduce((all, row) => all + weight(row), 0)
      const done = alive.reduce((all, row) => all + (row.standing[stage] === 'done' ? weight(row) : 0), 0)
      let progress = total > 0 ? done / total : null
      if (one.progress === 'manual') {
        const later = planNodes(after.plan).flatMap((node) => node.deliverables)
        const known = stage === 0 ? undefined : later.find(({ id, progress: how }) => id === one.id && how === 'manual')
        const today = new Intl.DateTimeFormat('sv-SE', { timeZone: plan.timeZone }).format(
          stage < 13 ? before.asOf : after.asOf,
        )
        const entries = (known ?? one).entries.filter(({ date }) => date <= today)
        progress = entries.at(-1)?.progress ?? null
      }
      all.set(one.id, progress ?? 0)
      const isAllDropped = one.progress !== 'manual' && dropped.length > 0 && alive.length === 0
      if (one.status === 'cancelled' || isAllDropped) continue
      sum += one.weight * (progress ?? 0)
      weights += one.weight
    }
    all.set(objective.id, weights > 0 ? sum / weights : 0)
    if (weights === 0) continue
    planSum += (objective.weight * sum) / weights
    planWeight += objective.weight
  }
  all.set('', planWeight > 0 ? planSum / planWeight : 0)
  return all
}

/** The median of a deliverable's estimates at one moment, or at the other where it has no work at the one. */
function usual(rows: readonly Row[], deliverable: string, stage: number): number {
  for (const moment of [stage, stage === 0 ? 13 : 0]) {
    const alive = rows.filter(
      (row) =>
        row.place[moment] === deliverable &&
        row.counts[moment] &&
        (row.standing[moment] === 'open' || row.standing[moment] === 'done'),
    )
    if (alive.length === 0) continue
    const sorted = alive.flatMap((row) => row.estimate[moment] ?? []).sort((one, other) => one - other)
    const half = sorted.length / 2
    return sorted.length === 0 ? 1 : ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2
  }
  return 1
}
