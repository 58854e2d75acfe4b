import { fold, GLOB_FIELDS, type Selector, type SelectorFields } from '../document/selector.ts'
import { compileGlob, type Glob, globParts, literalOf } from './glob.ts'
import { foldedValues, type LinkableItem, type Subject } from './subject.ts'

/** Whether an item is chosen; `ancestors` are the known items above it, nearest first. */
export type ItemPredicate = (item: LinkableItem, ancestors: readonly LinkableItem[]) => boolean

/** The field of a selector with the folded values that satisfy it, and the patterns that do. */
export interface FieldTest {
  readonly field: keyof SelectorFields
  readonly values: ReadonlySet<string>
  readonly globs: readonly Glob[]
}

/** A selector made ready for many items. */
export interface SelectorTest {
  /** All must hold. */
  readonly tests: readonly FieldTest[]
  /** Not all of these may hold; empty leaves nothing out. */
  readonly exceptions: readonly FieldTest[]
}

/**
 * Compiles a selector into a predicate over an item and its ancestors. It looks at the selector's fields alone:
 * tombstones, and pull requests that follow their issues, are the linker's business.
 */
export function compileSelector(selector: Selector): ItemPredicate {
  const { tests, exceptions } = selectorTest(selector)
  return (item, ancestors) => {
    // Only what is compared is folded: most items fail the first test.
    const holdsHere = (test: FieldTest) => hasOne(foldedValues(item, ancestors, test.field), test)
    return tests.every(holdsHere) && (exceptions.length === 0 || !exceptions.every(holdsHere))
  }
}

/** Whether a selector looks at what stands above an item. */
export function looksAbove({ epic, not }: Selector): boolean {
  return epic.length > 0 || (not?.epic.length ?? 0) > 0
}

/** Folds the values of a selector into sets and patterns. */
export function selectorTest(selector: Selector): SelectorTest {
  return { tests: fieldTests(selector), exceptions: selector.not === null ? [] : fieldTests(selector.not) }
}

/** Whether a folded item satisfies a compiled selector. */
export function satisfies(subject: Subject, { tests, exceptions }: SelectorTest): boolean {
  return allHold(subject, tests) && (exceptions.length === 0 || !allHold(subject, exceptions))
}

/** Whether a folded item has one of the values that a field of a selector names. */
export function holds(subject: Subject, test: FieldTest): boolean {
  return hasOne(subject[test.field], test)
}

function hasOne(found: readonly string[], { values, globs }: FieldTest): boolean {
  for (const value of found) {
    if (values.has(value)) return true
    for (const glob of globs) if (glob.matches(value)) return true
  }
  return false
}

function allHold(subject: Subject, tests: readonly FieldTest[]): boolean {
  for (const test of tests) if (!holds(subject, test)) return false
  return true
}

/** Tests in the order in which they tell most items apart for the least work: patterns come last. */
function fieldTests(fields: SelectorFields): FieldTest[] {
  const tests = BY_SELECTIVITY.filter((field) => fields[field].length > 0).map((field) =>
    GLOB_FIELDS.has(field) ? globTest(field, fields[field]) : { field, values: folded(fields[field]), globs: [] },
  )
  return [...tests.filter(({ globs }) => globs.length === 0), ...tests.filter(({ globs }) => globs.length > 0)]
}

/** From the field that usually tells most items apart to the one that tells fewest. */
export const BY_SELECTIVITY = [
  'keys',
  'epic',
  'labels',
  'components',
  'milestone',
  'fixVersions',
  'assignees',
  'project',
  'repo',
  'types',
  'statuses',
  'connection',
  'kind',
] as const satisfies readonly (keyof SelectorFields)[]

function globTest(field: keyof SelectorFields, values: readonly string[]): FieldTest {
  const read = Array.from(folded(values), globParts).map((parts) => ({ parts, literal: literalOf(parts) }))
  return {
    field,
    values: new Set(read.flatMap(({ literal }) => literal ?? [])),
    globs: read.flatMap(({ parts, literal }) => (literal === null ? [compileGlob(parts)] : [])),
  }
}

function folded(values: readonly string[]): ReadonlySet<string> {
  return new Set(values.map(fold))
}
