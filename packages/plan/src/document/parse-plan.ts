import { type Fault, ValidationError } from '@throughline/errors'
import { checkCycles } from './check-cycles.ts'
import { checkDates } from './check-dates.ts'
import { checkIds } from './check-ids.ts'
import { checkMeasures } from './check-measures.ts'
import { checkMoney } from './check-money.ts'
import { checkPresets } from './check-presets.ts'
import { checkReferences } from './check-references.ts'
import { checkTexts } from './check-texts.ts'
import { type DocumentSource, type PlanFormat, readSource } from './document-source.ts'
import { outlineOf } from './outline.ts'
import { normalisePlan, type Plan, planSchema } from './plan.ts'
import { shapeFaults } from './shape-faults.ts'

/** How many faults are listed at most; the message counts the rest. */
const FAULTS_LISTED_MAX = 100

/**
 * Reads a plan document and fills in every default.
 *
 * Throws `ValidationError('plan.invalid')` with all faults at once, each with a JSON pointer, line and column and what
 * was probably meant: broken syntax, unknown fields, wrong types, references to ids that are not defined, circles in
 * `dependsOn`, dates outside the period, ids used twice, a direction against baseline and target, unknown time zones,
 * money without a currency, characters that cannot be kept.
 * The author has to correct the document; retrying does not help.
 */
export function parsePlan(text: string, format: PlanFormat): Plan {
  const { source, faults } = readSource(text, format)
  if (source === null) throw invalid(faults)
  const parsed = planSchema.safeParse(source.data)
  const all = [...faults, ...shapeFaults(parsed.error?.issues ?? [], source), ...crossFaults(source)]
  if (all.length > 0 || !parsed.success) throw invalid(all)
  return normalisePlan(parsed.data)
}

function crossFaults(source: DocumentSource): Fault[] {
  const outline = outlineOf(source.data)
  const findings = [
    ...checkIds(outline, (path) => source.faultAt(path, '').line),
    ...checkDates(outline),
    ...checkReferences(outline),
    ...checkCycles(outline),
    ...checkMeasures(outline),
    ...checkPresets(outline),
    ...checkMoney(outline),
  ]
  return [
    ...findings.map(({ path, detail }) => source.faultAt(path, detail)),
    ...checkTexts(source.data).map(({ path, detail, at }) => source.faultAt(path, detail, at)),
  ]
}

function invalid(faults: readonly Fault[]): ValidationError {
  const sorted = faults.toSorted(
    (one, other) => (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0),
  )
  const listed = sorted.slice(0, FAULTS_LISTED_MAX)
  const [first] = listed
  const where = first?.line === undefined ? '' : ` on line ${first.line}, column ${first.column}`
  const count = sorted.length === 1 ? 'one fault' : `${sorted.length} faults, the first`
  const rest = sorted.length > listed.length ? ` The first ${listed.length} are listed.` : ''
  const message = `The plan document has ${count}${where}: ${first?.detail ?? 'it cannot be read'}.${rest}`
  return new ValidationError('plan.invalid', message, listed)
}
