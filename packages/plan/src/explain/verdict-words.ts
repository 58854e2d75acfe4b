import type { Tombstone } from '../item/work-item.ts'
import type { Claim } from '../link/claim.ts'
import type { LinkRule } from '../link/link.ts'
import type { LinkableItem } from '../link/subject.ts'
import type { NearMiss } from './near-misses.ts'

/** Says which claim won; `claims` are all of them, strongest first, at least one. */
export function linkedWords(claims: readonly Claim[]): string {
  const [winner] = claims
  if (winner === undefined) return ''
  const losers = new Set(claims.map(({ deliverable }) => deliverable)).size - 1
  const others = losers === 1 ? 'One other deliverable names it' : `${losers} other deliverables name it`
  const rest = losers === 0 ? 'No other deliverable names it.' : `${others} too and lost.`
  return `Linked to ${winner.deliverable}: ${winner.detail()}. ${rest}`
}

/** Says why a claim lost to the strongest one. */
export function whyBeaten(claim: Claim, winner: Claim): string {
  if (claim.deliverable === winner.deliverable) {
    return claim.rule === winner.rule
      ? `The same deliverable names it by an earlier selector: ${winner.detail()}.`
      : `The same deliverable names it by ${WORDS[winner.rule]}, which beats ${WORDS[claim.rule]}.`
  }
  if (claim.rule === winner.rule) {
    return `${winner.deliverable} names it by ${WORDS[winner.rule]} too, and stands earlier in the plan: place ${winner.position + 1}, before ${claim.position + 1}.`
  }
  return `${winner.deliverable} names it by ${WORDS[winner.rule]}, which beats ${WORDS[claim.rule]}.`
}

/** Says that nothing names an item, and what would have to be true. */
export function unlinkedWords(item: LinkableItem, selectors: number, misses: readonly NearMiss[]): string {
  if (selectors === 0) return 'Linked to nothing: no deliverable or objective of the plan has links.'
  const follows = item.kind === 'pull_request' ? ', and it references no issue that is linked' : ''
  const [nearest] = misses
  const nearly =
    nearest === undefined
      ? ''
      : ` The nearest is ${nearest.deliverable} with ${nearest.selector}: ${nearest.failed.map(({ text }) => text).join(', and ')}.`
  const none =
    selectors === 1
      ? 'the plan’s only selector does not choose it'
      : `none of the plan’s ${selectors} selectors chooses it`
  return `Linked to nothing: ${none}${follows}.${nearly} A deliverable can always name it by its key.`
}

/** Says why what a tool no longer shows is linked to nothing. */
export function tombstoneWords({ kind, movedTo }: Tombstone): string {
  const where = movedTo === null ? '' : ` It goes by ${movedTo} now.`
  return `Linked to nothing: its tool no longer shows it (${kind}), and what is gone counts nowhere.${where}`
}

const WORDS: Readonly<Record<LinkRule, string>> = {
  key: 'its key',
  epic: 'an epic',
  reference: 'an issue that it references',
  field: 'its fields',
}
