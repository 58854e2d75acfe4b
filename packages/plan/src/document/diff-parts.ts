import type { Analysis } from '../parts/analysis/analysis.ts'
import { RULE_NAMES } from '../review/rule-name.ts'
import type { RuleSetting } from '../review/rule-settings.ts'
import { diffSelectors } from './diff-selectors.ts'
import type { Plan } from './plan.ts'
import { changesOf, fieldChange, listChange, type PlanChange, pair } from './plan-change.ts'
import type { Selector } from './selector.ts'

/** One part of a plan, whichever, made comparable. */
interface ComparablePart {
  readonly id: string
  /** How it is called in a change: `Risk outage`. */
  readonly label: string
  /** Its title in quotes, or nothing where the label says it all. */
  readonly title: string
  readonly facts: object
  readonly selectors: readonly Selector[]
}

/** Changes of everything beside objectives, deliverables and KPIs, in the order of the documentation. */
export function diffParts(before: Plan, after: Plan): PlanChange[] {
  const lists = (plan: Plan): readonly (readonly [string, readonly ComparablePart[]])[] => [
    ['analysis', findingParts(plan.analysis)],
    ['investments', plan.investments.map((part) => partOf('Investment', part))],
    ['milestones', plan.milestones.map(({ planned: _, ...part }) => partOf('Milestone', part))],
    ['inventory', plan.inventory.map((part) => partOf('Inventory', part))],
    ['controls', plan.controls.map(({ evidence, ...part }) => partOf('Control', part, evidence))],
    [
      'risks',
      plan.risks.map(({ mitigation, ...part }) => {
        const { selectors = [], ...rest } = mitigation ?? {}
        return partOf('Risk', { ...part, mitigation: rest }, selectors)
      }),
    ],
    ['transition', plan.transition.map(({ selectors, ...part }) => partOf('Transition', part, selectors))],
    ['stakeholders', plan.stakeholders.map(({ name, ...part }) => partOf('Stakeholder', { ...part, title: name }))],
    ['projects', plan.projects.map(({ selectors, ...part }) => partOf('Past project', part, selectors))],
    ['reviews', plan.reviews.map((part) => ({ ...partOf('Review of', { ...part, id: part.date }), title: '' }))],
  ]
  const was = new Map(lists(before))
  return [
    ...lists(after).flatMap(([list, parts]) => listDiff(`/${list}`, was.get(list) ?? [], parts)),
    ...RULE_NAMES.flatMap((name) =>
      changesOf(
        fieldChange(
          'Plan review',
          `/reviewRules/${name}`,
          `rule ${name}`,
          settingText(before.reviewRules[name]),
          settingText(after.reviewRules[name]),
        ),
      ),
    ),
  ]
}

/** The side of the analysis that a finding stands on is a fact of it: moving it is a change. */
function findingParts(analysis: Analysis): ComparablePart[] {
  const sides = Object.entries({ ...analysis.swot, needs: analysis.needs, feedback: analysis.feedback })
  return sides.flatMap(([side, findings]) =>
    findings.map(({ text, ...part }) => partOf('Finding', { ...part, title: text, side })),
  )
}

function partOf<Part extends { readonly id: string; readonly title: string | null }>(
  noun: string,
  part: Part,
  selectors: readonly Selector[] = [],
): ComparablePart {
  return { id: part.id, label: `${noun} ${part.id}`, title: ` “${part.title}”`, facts: part, selectors }
}

function listDiff(pointer: string, before: readonly ComparablePart[], after: readonly ComparablePart[]): PlanChange[] {
  const { common, added, removed } = pair(before, after)
  const whole =
    (kind: 'added' | 'removed') =>
    ([{ label, title }, index]: readonly [ComparablePart, number]): PlanChange => ({
      pointer: pointer === '/analysis' ? pointer : `${pointer}/${index}`,
      kind,
      text: `${label}${title} ${kind}`,
    })
  return [
    ...common.flatMap(([was, is, index]) => {
      const at = pointer === '/analysis' ? pointer : `${pointer}/${index}`
      return [
        ...factChanges(is.label, at, '', was.facts, is.facts),
        ...diffSelectors(is.label, at, was.selectors, is.selectors),
      ]
    }),
    ...added.map(whole('added')),
    ...removed.map(whole('removed')),
  ]
}

/** Field by field, maps within maps too; a list of maps is compared by what its elements say. */
function factChanges(label: string, pointer: string, above: string, before: object, after: object): PlanChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].flatMap((name) => {
    const [was, is]: unknown[] = [Reflect.get(before, name) ?? null, Reflect.get(after, name) ?? null]
    const field = `${above}${words(name)}`
    const at = `${pointer}/${name}`
    if (hasNamedMaps(was) || hasNamedMaps(is)) return namedChanges(label, at, field, listOf(was), listOf(is))
    if (Array.isArray(was) || Array.isArray(is)) return listChange(label, at, field, texts(was), texts(is))
    if (isMap(was) || isMap(is)) {
      return factChanges(label, at, `${field} `, isMap(was) ? was : {}, isMap(is) ? is : {})
    }
    return changesOf(fieldChange(label, at, field, scalar(was), scalar(is)))
  })
}

/** Fields that tell the maps of a list apart: the day of an assessment, the question of a decision. */
const NAMES = ['question', 'date']

function nameOf(element: unknown): string | null {
  if (!isMap(element)) return null
  const name = NAMES.map((field) => Reflect.get(element, field)).find((value) => typeof value === 'string')
  return typeof name === 'string' ? name : null
}

function hasNamedMaps(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((element) => nameOf(element) !== null)
}

/** Changes of the maps of a list by what tells them apart, so that a change in one is told as that change. */
function namedChanges(
  label: string,
  pointer: string,
  field: string,
  before: readonly unknown[],
  after: readonly unknown[],
): PlanChange[] {
  const names = new Set([...after, ...before].map(nameOf))
  return [...names].flatMap((name) => {
    const [was, is] = [before, after].map((list) => list.find((element) => nameOf(element) === name))
    const at = `${pointer}/${(is === undefined ? before : after).findIndex((element) => nameOf(element) === name)}`
    const named = `${field} of “${name}”`
    if (isMap(was) && isMap(is)) return factChanges(label, at, `${named} `, was, is)
    const [old, now] = [was, is].map((element) => (isMap(element) ? described(element) : null))
    return changesOf(fieldChange(label, at, field, old ?? null, now ?? null))
  })
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function scalar(value: unknown): string | number | null {
  return value === null || typeof value === 'number' ? value : String(value)
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(described) : []
}

/** An element of a list in words: a text as it is, a map as its fields that say something. */
function described(element: unknown): string {
  if (!isMap(element)) return String(element)
  return Object.entries(element)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${words(name)} ${String(value)}`)
    .join(', ')
}

/** A field's name as words: `willingToSpend` is `willing to spend`. */
function words(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

function settingText(setting: RuleSetting | undefined): string | null {
  if (setting === undefined) return null
  const parts = [setting.severity, setting.threshold].filter((part) => part !== null)
  return parts.length === 0 ? null : parts.join(' from ')
}
