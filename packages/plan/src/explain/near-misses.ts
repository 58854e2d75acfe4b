import type { SelectorFields } from '../document/selector.ts'
import { RANK } from '../link/claim.ts'
import { type FieldTest, holds } from '../link/compile-selector.ts'
import type { LinkRule } from '../link/link.ts'
import type { PlacedSelector } from '../link/placed-selector.ts'
import { describeSelector } from '../link/rule-text.ts'
import type { LinkableItem, Subject } from '../link/subject.ts'
import { exceptionMissText, missText } from './miss-text.ts'

/** A selector that did not choose an item, and what it lacked. */
export interface NearMiss {
  readonly deliverable: string
  /** Where the deliverable stands in the document, from 1. */
  readonly position: number
  /** The rule by which it would have linked the item. */
  readonly rule: LinkRule
  /** What the selector chooses, in words. */
  readonly selector: string
  /** The fields that did not match; with all of them otherwise, the selector would have chosen the item. */
  readonly failed: readonly {
    readonly field: keyof SelectorFields | 'not'
    /** What is needed and what there is: `label core is needed; it has api and ui`. */
    readonly text: string
  }[]
}

/** More than the nearest few tell nobody anything. */
const MISSES_MAX = 5

/**
 * The selectors that came nearest to an item without choosing it: those with the fewest fields that did not match, then
 * with the most that did, then the strongest rule and the place in the document. One of which several fields failed and
 * none held came near to nothing.
 */
export function nearMisses(
  selectors: readonly PlacedSelector[],
  subject: Subject,
  item: LinkableItem,
  ancestors: readonly LinkableItem[],
): NearMiss[] {
  return selectors
    .map((placed) => missOf(placed, subject))
    .filter(({ failed, isExcepted, held }) => held > 0 || failed.length + (isExcepted ? 1 : 0) === 1)
    .sort(byNearness)
    .slice(0, MISSES_MAX)
    .map(({ placed, failed, isExcepted }) => ({
      deliverable: placed.deliverable,
      position: placed.position + 1,
      rule: placed.rule,
      selector: describeSelector(placed.selector),
      failed: [
        ...failed.map(({ field }) => ({ field, text: missText(field, placed.selector[field], item, ancestors) })),
        ...(isExcepted && placed.selector.not !== null
          ? [{ field: 'not' as const, text: exceptionMissText(placed.selector.not) }]
          : []),
      ],
    }))
}

interface Miss {
  readonly placed: PlacedSelector
  readonly failed: readonly FieldTest[]
  /** Whether everything holds that the selector leaves out. */
  readonly isExcepted: boolean
  /** How many fields held. */
  readonly held: number
}

function missOf(placed: PlacedSelector, subject: Subject): Miss {
  const { tests, exceptions } = placed.test
  const failed = tests.filter((test) => !holds(subject, test))
  const isExcepted = exceptions.length > 0 && exceptions.every((test) => holds(subject, test))
  return { placed, failed, isExcepted, held: tests.length - failed.length }
}

function byNearness(one: Miss, other: Miss): number {
  const lacks = ({ failed, isExcepted }: Miss) => failed.length + (isExcepted ? 1 : 0)
  return (
    lacks(one) - lacks(other) ||
    other.held - one.held ||
    RANK[one.placed.rule] - RANK[other.placed.rule] ||
    one.placed.order - other.placed.order
  )
}
