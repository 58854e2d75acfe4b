import type { Bridge, BridgePart, Moment, PlanBridge } from '../bridge/bridge.ts'
import { bridgePlan } from '../bridge/bridge-plan.ts'
import { rounded } from '../bridge/resolution.ts'
import { percentText } from '../measure/words.ts'
import type { WeeklyReport } from './report.ts'
import { LISTED_MAX, type ReportBridge, type ReportBridgePart } from './report-bridge.ts'

/** The bridge of an objective or deliverable, by id, or of the plan, for null. */
export type ReportBridges = (id: string | null) => ReportBridge | undefined

/** From where the bridges of a week lead, and to where. */
interface BridgedWeek {
  /** What the published report of the week before was made of; without one, as {@link known}. */
  readonly told: Moment
  /** The end of the week before by what is known now. */
  readonly known: Moment
  readonly after: Moment
  /** The published report of the week before; null where there is none. */
  readonly published: WeeklyReport | null
}

/**
 * The bridges of a week: from what the published report of the week before said, where it names the part, else from the end
 * of that week as it is known now, to now. Where what was said is not what that report’s moment gives, the difference was
 * learned since, and is told as such.
 */
export function reportBridges({ told, known, after, published }: BridgedWeek): ReportBridges {
  const said = published === null ? new Map<string | null, number | null>() : saidBy(published)
  const fromTold = bridgesById(bridgePlan(told, after))
  // Most weeks the plan has nothing that the report before did not name.
  let fromKnown: ReadonlyMap<string | null, Titled> | undefined
  const bridgeOf = (id: string | null) => {
    if (said.has(id) || told === known) return fromTold.get(id)
    fromKnown ??= bridgesById(bridgePlan(known, after))
    return fromKnown.get(id)
  }
  return (id) => {
    const found = bridgeOf(id)
    if (found === undefined) return undefined
    const node = { id: id ?? after.plan.id, title: found.title }
    const { before: from, after: to, change, note, parts } = fromSaid(found, said.get(id), node)
    return { before: from, after: to, change, note, parts: parts.map(listed) }
  }
}

type Titled = Bridge & { readonly title: string }

/** A bridge that starts from what was said; undefined where nothing was. */
function fromSaid(
  bridge: Bridge,
  said: number | null | undefined,
  { id, title }: { readonly id: string; readonly title: string },
): Bridge {
  const contribution = rounded(bridge.before ?? 0) - rounded(said ?? 0)
  if (said === undefined || contribution === 0) return bridge
  const text = (progress: number | null) => (progress === null ? 'nothing' : percentText(progress))
  const note = `The report of the week before said ${text(said)}; by what is known now it was ${text(bridge.before)} then.`
  const learned = bridge.parts.find(({ cause }) => cause === 'learned_late')
  const part: BridgePart = {
    cause: 'learned_late',
    value: (learned?.value ?? 0) + contribution,
    count: learned?.count ?? 0,
    items: learned?.items ?? [],
    changes: [{ node: id, title, note, contribution }, ...(learned?.changes ?? [])],
  }
  const others = bridge.parts.filter(({ cause }) => cause !== 'learned_late')
  return { ...bridge, before: said, change: bridge.change + contribution, parts: [part, ...others] }
}

function listed({ cause, value, count, items, changes }: BridgePart): ReportBridgePart {
  return {
    cause,
    value,
    count,
    items: items.slice(0, LISTED_MAX),
    itemsLeftOut: Math.max(0, items.length - LISTED_MAX),
    changes: changes.slice(0, LISTED_MAX),
    changesLeftOut: Math.max(0, changes.length - LISTED_MAX),
  }
}

function bridgesById(plan: PlanBridge): ReadonlyMap<string | null, Titled> {
  const parts = plan.objectives.flatMap((objective) => [objective, ...objective.deliverables])
  // What only the earlier plan had stands last, and may have left its id to something else.
  const later = parts.toReversed().map((part) => [part.id, part] as const)
  return new Map<string | null, Titled>([[null, plan], ...later])
}

function saidBy({ progress, objectives }: WeeklyReport): ReadonlyMap<string | null, number | null> {
  const parts = objectives.flatMap((objective) => [objective, ...objective.deliverables])
  return new Map<string | null, number | null>([
    [null, progress],
    ...parts.map((part) => [part.id, part.progress] as const),
  ])
}
