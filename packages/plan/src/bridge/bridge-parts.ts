import type { BridgeChange, BridgeItem, BridgePart } from './bridge.ts'
import { writtenChange } from './change-note.ts'
import { itemNote } from './item-note.ts'
import { roundedTo } from './resolution.ts'
import type { Ends } from './split-mean.ts'
import { BRIDGE_CAUSES, type BridgeCause } from './stages.ts'
import type { Behind, Carrier } from './step.ts'
import type { World } from './world.ts'

/** One step of the walk, as one progress sees it. */
export interface NodeStep {
  readonly cause: BridgeCause
  readonly worlds: Ends<World>
  /** What it changed; a multiple of the resolution. */
  readonly value: number
  readonly behind: Behind
}

/** The parts of a bridge from the steps of one progress: those of a cause together, without causes that nothing is behind. */
export function bridgeParts(steps: readonly NodeStep[], timeZone: string): BridgePart[] {
  return BRIDGE_CAUSES.flatMap((cause) => {
    const own = steps.filter((step) => step.cause === cause)
    const listed = own.flatMap((step) => listedBehind(step, timeZone))
    const value = own.reduce((sum, step) => sum + step.value, 0)
    if (listed.length === 0 && value === 0) return []
    const items = listed.flatMap((one) => (one.subject === null ? [] : [one]))
    return [
      {
        cause,
        value,
        count: new Set(items.map(({ subject }) => subject)).size,
        items: items.map(({ entry }) => entry),
        changes: listed.flatMap((one) => (one.subject === null ? [one.entry] : [])),
      },
    ]
  })
}

type Listed =
  | { readonly subject: number; readonly entry: BridgeItem }
  | { readonly subject: null; readonly entry: BridgeChange }

/** What is behind a step, the largest contribution first, then by id. */
function listedBehind({ cause, worlds, value, behind }: NodeStep, timeZone: string): Listed[] {
  const amounts = new Map<Carrier, number>()
  for (const { carrier, amount } of behind) amounts.set(carrier, (amounts.get(carrier) ?? 0) + amount)
  const carriers = [...amounts].filter(([{ kind }, amount]) => kind === 'item' || amount !== 0)
  const contributions = roundedTo(
    value,
    carriers.map(([, amount]) => amount),
  )
  return carriers
    .map(([carrier], index) => ({ carrier, contribution: contributions[index] ?? 0 }))
    .sort(
      (one, other) =>
        Math.abs(other.contribution) - Math.abs(one.contribution) || orderOf(one.carrier) - orderOf(other.carrier),
    )
    .map(({ carrier, contribution }): Listed => {
      if (carrier.kind === 'change') {
        const { node } = carrier
        return { subject: null, entry: { node, ...writtenChange(node, worlds), contribution } }
      }
      const { subject, deliverable } = carrier
      const { id, connection, key, title, url } = subject.item
      const note = itemNote(subject, deliverable, cause, timeZone)
      return { subject: id, entry: { connection, key, title, url, deliverable, note, contribution } }
    })
}

function orderOf(carrier: Carrier): number {
  return carrier.kind === 'item' ? carrier.subject.item.id : 0
}
