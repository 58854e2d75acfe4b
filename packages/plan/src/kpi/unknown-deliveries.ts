import { plural } from '../measure/words.ts'
import type { SideReading } from './side-facts.ts'

/** How many places a note names before it counts the rest. */
const NAMED_MAX = 3

/** Says of which places releases or deployments are not all known, as a sentence; undefined when they are of all. */
export function unknownDeliveries(readings: readonly SideReading[]): string | undefined {
  const unknown = readings.filter(({ isKnown }) => !isKnown)
  const [first] = unknown
  if (first === undefined) return undefined
  const scopes = [...new Set(unknown.map(({ scope }) => scope))]
  const rest = scopes.length - NAMED_MAX
  const named = scopes.slice(0, NAMED_MAX).join(', ')
  const kinds = [...new Set(unknown.map(({ kind }) => `${kind}s`))].join(' and ')
  return `The ${kinds} of ${named}${rest > 0 ? ` and ${plural(rest, 'more place')}` : ''} are not all known yet.`
}
