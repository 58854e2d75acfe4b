import type { Bridge, BridgePart, Moment, PlanBridge } from '../bridge/bridge.ts'
import { bridgePlan } from '../bridge/bridge-plan.ts'
import { rounded } from '../bridge/resolution.ts'
import { percentText } from '../measure/words.ts'
import type { WeeklyReport } from './report.ts'
import { LISTED_MAX, type ReportBridge, type ReportBridgePart } from './report-bridge.ts'

/** The bridge of an objective or deliverable, by id, or of the plan, for null. */
export type ReportBridges = (id: string | null) => ReportBridge | undefined

/**
 * The bridges of a week: from what the published report of the week before said, where it names the part, to now. Where that is not what
 * the earlier moment gives, the difference was learned since, and is told as such.
 *
 * @param published the published report of the week before; null where there is none.
 */
export function reportBridges(before: Moment, after: Moment, published: WeeklyReport | null): ReportBridges {
  const bridges = bridgesById(bridgePlan(before, after))
  const said = published === null ? new Map<string | null, number | null>() : saidBy(published)
  return (id) => {
    const found = bridges.get(id)
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
  return new Map<string | null, Titled>([[null, plan], ...parts.map((part) => [part.id, part] as const)])
}

function saidBy({ progress, objectives }: WeeklyReport): ReadonlyMap<string | null, number | null> {
  const parts = objectives.flatMap((objective) => [objective, ...objective.deliverables])
  return new Map<string | null, number | null>([
    [null, progress],
    ...parts.map((part) => [part.id, part.progress] as const),
  ])
}
