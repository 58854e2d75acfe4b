import type { EpochMs } from '@throughline/plan'

const INSTANT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?)(Z|[+-]\d\d:?\d\d)$/

/**
 * Reads an instant as Jira (`2026-02-03T09:15:00.000+0100`) or GitHub (`2026-02-03T08:15:00Z`) writes it. Null for
 * everything else; a date-time without a zone is refused rather than guessed, because it would move with the machine's.
 */
export function parseInstant(text: string): EpochMs | null {
  const [, local, zone] = INSTANT.exec(text) ?? []
  if (local === undefined || zone === undefined) return null
  // The colon is what ISO 8601 wants in an extended form; Jira leaves it out.
  const at = Date.parse(local + (zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone))
  return Number.isNaN(at) ? null : at
}

/** Writes an instant as the tools read it: ISO 8601 in UTC, whole seconds, rounded down. */
export function isoSeconds(at: EpochMs): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
