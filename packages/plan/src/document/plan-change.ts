/** One thing a plan says differently from an earlier one. */
export interface PlanChange {
  /** JSON pointer to it: into the later document, or into the earlier one for what was removed. */
  readonly pointer: string
  readonly kind: 'added' | 'removed' | 'changed'
  /** A sentence without its full stop: `Deliverable ehr-core: due moved from 2027-03-31 to 2027-04-30`. */
  readonly text: string
}

type Value = string | number | null

/** The change of one field, or null when there is none; null values are fields that are not given. */
export function fieldChange(
  label: string,
  pointer: string,
  name: string,
  before: Value,
  after: Value,
): PlanChange | null {
  if (before === after) return null
  if (before === null) return { pointer, kind: 'added', text: `${label}: ${name} set to ${shown(after)}` }
  if (after === null) return { pointer, kind: 'removed', text: `${label}: ${name} ${shown(before)} removed` }
  const verb = DAY.test(String(before)) ? 'moved' : 'changed'
  return { pointer, kind: 'changed', text: `${label}: ${name} ${verb} from ${shown(before)} to ${shown(after)}` }
}

/** Values that came into a list or left it; their order does not matter. */
export function listChange(
  label: string,
  pointer: string,
  name: string,
  before: readonly string[],
  after: readonly string[],
): PlanChange[] {
  const added = after.filter((value) => !before.includes(value))
  const removed = before.filter((value) => !after.includes(value))
  return [
    ...added.map((value) => ({ pointer, kind: 'added' as const, text: `${label}: ${name} ${shown(value)} added` })),
    ...removed.map((value) => ({
      pointer,
      kind: 'removed' as const,
      text: `${label}: ${name} ${shown(value)} removed`,
    })),
  ]
}

interface Identified {
  readonly id: string
}

/** A new order of what both lists hold: it matters, because the first of two equal claims wins. */
export function orderChange(
  pointer: string,
  name: string,
  before: readonly Identified[],
  after: readonly Identified[],
): PlanChange[] {
  const was = before.map(({ id }) => id).filter((id) => after.some((one) => one.id === id))
  const is = after.map(({ id }) => id).filter((id) => was.includes(id))
  if (was.join(' ') === is.join(' ')) return []
  return [{ pointer, kind: 'changed', text: `Order of the ${name} changed to ${is.join(', ')}` }]
}

/** What two lists share by id, and what only one of them holds; each with its index in its own list. */
export function pair<Part extends Identified>(before: readonly Part[], after: readonly Part[]) {
  const was = new Map(before.map((part) => [part.id, part]))
  const is = new Set(after.map(({ id }) => id))
  const common: (readonly [Part, Part, number])[] = []
  const added: (readonly [Part, number])[] = []
  for (const [index, part] of after.entries()) {
    const old = was.get(part.id)
    if (old === undefined) added.push([part, index])
    else common.push([old, part, index])
  }
  const removed = [...before.entries()].flatMap(([index, part]) => (is.has(part.id) ? [] : [[part, index] as const]))
  return { common, added, removed }
}

/** The changes among things that may be none. */
export function changesOf(...changes: (PlanChange | null)[]): PlanChange[] {
  return changes.filter((change) => change !== null)
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Ids, days and numbers stand bare; words of more than one part are quoted. */
function shown(value: Value): string {
  const text = String(value)
  return typeof value === 'string' && /\s/.test(text) ? `“${text}”` : text
}
