import { describeSelector } from '../link/rule-text.ts'
import type { PlanChange } from './plan-change.ts'
import { type Selector, selectorIdentity } from './selector.ts'

/** Links that a list gained or lost; the same selector written differently, or in another place, is no change. */
export function diffSelectors(
  label: string,
  pointer: string,
  before: readonly Selector[],
  after: readonly Selector[],
): PlanChange[] {
  const was = new Set(before.map(selectorIdentity))
  const is = new Set(after.map(selectorIdentity))
  const changes = (selectors: readonly Selector[], others: ReadonlySet<string>, kind: 'added' | 'removed') =>
    selectors.flatMap((selector, index) =>
      others.has(selectorIdentity(selector))
        ? []
        : [{ pointer: `${pointer}/${index}`, kind, text: `${label}: link by ${describeSelector(selector)} ${kind}` }],
    )
  return [...changes(after, was, 'added'), ...changes(before, is, 'removed')]
}
