import type { Link, LinkRule } from './link.ts'
import { referenceText } from './rule-text.ts'
import type { LinkableItem } from './subject.ts'

/** One way in which a deliverable names an item. */
export interface Claim {
  readonly deliverable: string
  /** Where the deliverable stands in the document, from 0. */
  readonly position: number
  readonly rule: LinkRule
  /** Where the selector stands among the plan's: of two equally strong ones, the first explains the link. */
  readonly order: number
  /** The rule in words, made only where they are needed. */
  readonly detail: () => string
}

/** An issue that a pull request references, with its own link. */
export interface ReferencedIssue {
  readonly item: Pick<LinkableItem, 'id' | 'key' | 'tombstone'>
  readonly link: Pick<Link, 'deliverable'> | null
}

/** The order of precedence: a smaller number wins. */
export const RANK: Readonly<Record<LinkRule, number>> = { key: 0, epic: 1, reference: 2, field: 3 }

/** Orders claims from the strongest: by rule, then by the place of the deliverable, then by that of the selector. */
export function byPrecedence(one: Claim, other: Claim): number {
  return RANK[one.rule] - RANK[other.rule] || one.position - other.position || one.order - other.order
}

/** The claims that a pull request's references make, one a deliverable. `positions` are those of the deliverables. */
export function referenceClaims(
  referenced: readonly ReferencedIssue[],
  positions: ReadonlyMap<string, number>,
): Claim[] {
  const keys = new Map<string, string[]>()
  for (const { item, link } of referenced.toSorted((one, other) => one.item.id - other.item.id)) {
    if (link === null || item.tombstone !== null) continue
    keys.set(link.deliverable, [...(keys.get(link.deliverable) ?? []), item.key])
  }
  return [...keys].flatMap(([deliverable, named]) => {
    const position = positions.get(deliverable)
    if (position === undefined) return []
    return [{ deliverable, position, rule: 'reference' as const, order: 0, detail: () => referenceText(named) }]
  })
}
