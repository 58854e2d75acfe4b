import type { Plan } from '../document/plan.ts'
import { planNodes } from '../document/plan-nodes.ts'
import type { Selector } from '../document/selector.ts'
import { type SelectorTest, selectorTest } from './compile-selector.ts'
import type { Link, LinkRule } from './link.ts'
import { referenceText, selectorRule, selectorText } from './rule-text.ts'
import { SelectorIndex } from './selector-index.ts'
import { type LinkableItem, subjectOf } from './subject.ts'

/** A plan's links, ready to be decided item by item, so that only what changed is linked again. */
export interface Linker {
  /**
   * The link of an issue, or null when nothing names it. `ancestors` are the items above it that the hub knows,
   * nearest first, tombstones included. A tombstone is linked to nothing.
   */
  linkIssue(item: LinkableItem, ancestors: readonly LinkableItem[]): Link | null
  /**
   * The link of a pull request, or null. `referenced` are the issues it references with their links in the same plan;
   * those that are linked to nothing change nothing. Link issues before the pull requests that reference them.
   */
  linkPullRequest(item: LinkableItem, referenced: readonly ReferencedIssue[]): Link | null
}

/** An issue that a pull request references, with its own link. */
export interface ReferencedIssue {
  readonly item: Pick<LinkableItem, 'id' | 'key' | 'tombstone'>
  readonly link: Pick<Link, 'deliverable'> | null
}

/** One way in which a deliverable names an item. */
interface Claim {
  readonly deliverable: string
  /** Where the deliverable stands in the document. */
  readonly position: number
  readonly rule: LinkRule
  /** Where the selector stands among the plan's: of two equally strong ones, the first explains the link. */
  readonly order: number
  readonly detail: () => string
}

interface Filed extends Omit<Claim, 'detail'> {
  readonly selector: Selector
  readonly test: SelectorTest
}

/** The order of precedence: a smaller number wins. */
const RANK: Readonly<Record<LinkRule, number>> = { key: 0, epic: 1, reference: 2, field: 3 }

/**
 * Compiles a plan's selectors. Precedence is key, epic, reference, field, a selector ranking by its strongest field;
 * within a rank the deliverable wins that stands first in `planNodes`. The same item and plan give the same link,
 * whatever was linked before.
 */
export function compileLinker(plan: Plan): Linker {
  const deliverables = planNodes(plan).flatMap((node) => node.deliverables)
  const positions = new Map(deliverables.map(({ id }, position) => [id, position]))
  const index = new SelectorIndex<Filed>(
    deliverables
      .flatMap(({ id, selectors }, position) => selectors.map((selector) => ({ deliverable: id, position, selector })))
      .map((filed, order) => ({
        ...filed,
        order,
        rule: selectorRule(filed.selector),
        test: selectorTest(filed.selector),
      })),
  )

  const selectorClaims = (item: LinkableItem, ancestors: readonly LinkableItem[]): Claim[] =>
    Array.from(index.find(subjectOf(item, ancestors)), ({ selector, deliverable, position, rule, order }) => ({
      deliverable,
      position,
      rule,
      order,
      detail: () => selectorText(selector, item, ancestors),
    }))

  return {
    linkIssue(item, ancestors) {
      return item.tombstone === null ? decide(item, selectorClaims(item, ancestors)) : null
    },
    linkPullRequest(item, referenced) {
      if (item.tombstone !== null) return null
      return decide(item, [...selectorClaims(item, []), ...referenceClaims(referenced, positions)])
    },
  }
}

function referenceClaims(referenced: readonly ReferencedIssue[], positions: ReadonlyMap<string, number>): Claim[] {
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

function decide(item: LinkableItem, claims: readonly Claim[]): Link | null {
  const strongest = new Map<string, Claim>()
  for (const claim of claims) {
    const rival = strongest.get(claim.deliverable)
    if (rival === undefined || byPrecedence(claim, rival) < 0) strongest.set(claim.deliverable, claim)
  }
  const [winner, ...losers] = [...strongest.values()].sort(byPrecedence)
  if (winner === undefined) return null
  return {
    itemId: item.id,
    deliverable: winner.deliverable,
    rule: winner.rule,
    detail: winner.detail(),
    conflicts: losers.map(({ deliverable, rule }) => ({ deliverable, rule })),
  }
}

function byPrecedence(one: Claim, other: Claim): number {
  return RANK[one.rule] - RANK[other.rule] || one.position - other.position || one.order - other.order
}
