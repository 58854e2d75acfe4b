import type { Plan } from '../document/plan.ts'
import { byPrecedence, type Claim, referenceClaims } from '../link/claim.ts'
import { satisfies } from '../link/compile-selector.ts'
import type { Link, LinkReason } from '../link/link.ts'
import { claimOf, deliverablePositions, placedSelectors } from '../link/placed-selector.ts'
import { describeSelector } from '../link/rule-text.ts'
import { type LinkableItem, subjectOf } from '../link/subject.ts'
import { type NearMiss, nearMisses } from './near-misses.ts'
import { linkedWords, tombstoneWords, unlinkedWords, whyBeaten } from './verdict-words.ts'

/** Why an item stands where it stands in a plan, or nowhere. */
export interface LinkExplanation {
  /** Where it belongs; null when it is linked to nothing. */
  readonly link: LinkReason | null
  /** The outcome in a sentence or two. */
  readonly verdict: string
  /** Every claim that there is, strongest first; the first one won. Empty for a tombstone. */
  readonly claims: readonly ExplainedClaim[]
  /** The issues that a pull request references; empty for an issue. */
  readonly references: readonly ExplainedReference[]
  /** Selectors that did not choose it and came nearest to it, the nearest first: a few at most. */
  readonly nearMisses: readonly NearMiss[]
}

/** One way in which a deliverable names the item. */
export interface ExplainedClaim extends LinkReason {
  /** Where the deliverable stands in the document, from 1. */
  readonly position: number
  /** What the selector chooses, in words; null for a reference. */
  readonly selector: string | null
  readonly won: boolean
  /** Which claim was stronger and why, as a sentence; null for the one that won. */
  readonly whyNot: string | null
}

/** An issue that a pull request references, and what that does for it. */
export interface ExplainedReference {
  readonly connection: string
  readonly key: string
  readonly title: string
  /** Where the issue belongs; null when it is linked to nothing. */
  readonly link: LinkReason | null
  readonly isGone: boolean
}

/** What explaining looks at besides the item. */
export interface Surroundings {
  /** The known items above it, nearest first; empty for a pull request. */
  readonly ancestors: readonly LinkableItem[]
  /** The issues that a pull request references, with their links in the same plan. */
  readonly referenced: readonly { readonly item: LinkableItem; readonly link: Link | null }[]
}

/**
 * Explains an item's link by the rules that {@link compileLinker} decides by: which claims there are, which of them won
 * and why, which selectors came near, and what would have to be true where there is none.
 */
export function explainLink(plan: Plan, item: LinkableItem, { ancestors, referenced }: Surroundings): LinkExplanation {
  const references = referenced.map(explainReference)
  if (item.tombstone !== null) {
    return { link: null, verdict: tombstoneWords(item.tombstone), claims: [], references, nearMisses: [] }
  }
  const subject = subjectOf(item, ancestors)
  const selectors = placedSelectors(plan)
  const chosen = selectors.filter(({ test }) => satisfies(subject, test))
  const words = new Map<Claim, string>(
    chosen.map((placed) => [claimOf(placed, item, ancestors), describeSelector(placed.selector)]),
  )
  const claims = [...words.keys(), ...referenceClaims(referenced, deliverablePositions(plan))].sort(byPrecedence)
  const [winner] = claims
  const near = nearMisses(
    selectors.filter((placed) => !chosen.includes(placed)),
    subject,
    item,
    ancestors,
  )
  return {
    link: winner === undefined ? null : reasonOf(winner),
    verdict: winner === undefined ? unlinkedWords(item, selectors.length, near) : linkedWords(claims),
    claims: claims.map((claim) => ({
      ...reasonOf(claim),
      position: claim.position + 1,
      selector: words.get(claim) ?? null,
      won: claim === winner,
      whyNot: winner === undefined || claim === winner ? null : whyBeaten(claim, winner),
    })),
    references,
    nearMisses: near,
  }
}

function reasonOf({ deliverable, rule, detail }: Claim | Link): LinkReason {
  return { deliverable, rule, detail: typeof detail === 'string' ? detail : detail() }
}

function explainReference({ item, link }: Surroundings['referenced'][number]): ExplainedReference {
  const { connection, key, title, tombstone } = item
  return { connection, key, title, link: link === null ? null : reasonOf(link), isGone: tombstone !== null }
}
