import type { Plan } from '../document/plan.ts'
import { byPrecedence, type Claim, type ReferencedIssue, referenceClaims } from './claim.ts'
import type { Link } from './link.ts'
import { claimOf, deliverablePositions, placedSelectors } from './placed-selector.ts'
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

/**
 * Compiles a plan's selectors. Precedence is key, epic, reference, field, a selector ranking by its strongest field;
 * within a rank the deliverable wins that stands first in `planNodes`. The same item and plan give the same link,
 * whatever was linked before.
 */
export function compileLinker(plan: Plan): Linker {
  const positions = deliverablePositions(plan)
  const index = new SelectorIndex(placedSelectors(plan))
  const selectorClaims = (item: LinkableItem, ancestors: readonly LinkableItem[]): Claim[] =>
    index.find(subjectOf(item, ancestors)).map((placed) => claimOf(placed, item, ancestors))
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

function decide(item: LinkableItem, claims: readonly Claim[]): Link | null {
  const strongest = new Map<string, Claim>()
  for (const claim of claims) {
    const rival = strongest.get(claim.deliverable)
    if (rival === undefined || byPrecedence(claim, rival) < 0) strongest.set(claim.deliverable, claim)
  }
  const [winner, ...losers] = [...strongest.values()].sort(byPrecedence)
  if (winner === undefined) return null
  return { itemId: item.id, ...reasonOf(winner), conflicts: losers.map(reasonOf) }
}

function reasonOf({ deliverable, rule, detail }: Claim) {
  return { deliverable, rule, detail: detail() }
}
