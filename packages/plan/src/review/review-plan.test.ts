import { expect, it } from 'vitest'
import { reviewOf } from './review-plan.ts'
import { findingsOf, reviewedContext } from './reviewed-plan.fixture.ts'
import { THRESHOLDS_MAX } from './rule-name.ts'
import { rulePage } from './rule-page.ts'
import { REVIEW_RULES } from './rules.ts'

const withoutOutcome = ['    outcome: Nine of ten need no help after a week\n', ''] as const
const settings = (text: string) => ['controls:\n', `reviewRules:\n  ${text}\ncontrols:\n`] as const

it('says nothing of a plan that is in order', () => {
  expect(findingsOf({})).toEqual([])
})

it('lists the gravest findings first, each with why it matters and what to do', () => {
  const change = [
    withoutOutcome,
    ['status: in_place', 'status: partial'],
    ['labels: restore-test', 'labels: none'],
  ] as const
  const { findings, counts } = reviewOf(reviewedContext({ change }), 3)
  expect(findings.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual([
    'error control-without-evidence',
    'info objective-without-outcome',
  ])
  expect(counts).toEqual({ error: 1, warning: 0, info: 1 })
  expect(findings[0]).toMatchObject({
    subject: { kind: 'control', id: 'restore', title: 'Backups can be restored', pointer: '/controls/0' },
    why: 'An auditor believes what can be shown; a control without evidence counts as missing.',
    remedy: expect.stringContaining('`evidence`'),
  })
})

it('a plan may silence a rule, and the review says which', () => {
  const change = [withoutOutcome, settings('objective-without-outcome: off')]
  expect(findingsOf({ change })).toEqual([])
  expect(reviewOf(reviewedContext({ change }), 3).silenced).toEqual(['objective-without-outcome'])
})

it('a plan may set the severity and the threshold of a rule', () => {
  const change = [settings('control-evidence-stale: error'), ['freshDays: 60', 'freshDays: 3']] as const
  expect(reviewOf(reviewedContext({ change }), 3).findings.map(({ severity }) => severity)).toEqual(['error'])
  const stricter = [settings('stakeholder-without-update: { threshold: 14 }')]
  expect(findingsOf({ change: stricter })).toEqual([
    'stakeholder-without-update /stakeholders/0 board: Their last update was on 2026-11-10, 18 days ago.',
  ])
})

it('a rule with a threshold says how great it may be set, and no other does', () => {
  const withThreshold = Object.values(REVIEW_RULES).flatMap(({ name, threshold }) =>
    threshold === undefined ? [] : [name],
  )
  expect(Object.keys(THRESHOLDS_MAX).sort()).toEqual(withThreshold.sort())
})

it('the end of a Sunday has its week behind it: KPIs and the pace of owners are those of that week', () => {
  const sunday = Date.parse('2026-11-22T22:59:59.999Z')
  const { kpiValues, plan, parts } = reviewedContext({ given: { asOf: sunday } })
  const [kpi] = plan.kpis
  expect(kpi === undefined ? [] : kpiValues(kpi, 1).map(({ week }) => week)).toEqual(['2026-W47'])
  const later = reviewedContext({ given: { asOf: sunday + 1 } })
  expect(parts.owners.map(({ itemsPerWeek }) => itemsPerWeek)).toEqual(
    later.parts.owners.map(({ itemsPerWeek }) => itemsPerWeek),
  )
})

it('the page of rules in docs/plan-review.md is the one that the rules make', async () => {
  await expect(rulePage()).toMatchFileSnapshot('../../../../docs/plan-review.md')
})
