import type { EpochMs, ItemRecord } from '@throughline/plan'
import { parseInstant, type QuarantinedRecord } from '@throughline/source'
import type { MapContext } from './map.ts'

/** A list as it was read: what became records, and what could not be read. */
export interface ReadRecords {
  readonly records: readonly ItemRecord[]
  readonly quarantined: readonly QuarantinedRecord[]
}

/** Makes records of a list; a bad one stands beside the others and fails nothing. */
export function readRecords(
  list: readonly unknown[],
  scope: string,
  map: (raw: unknown, context: MapContext) => ItemRecord | QuarantinedRecord,
): ReadRecords {
  const records: ItemRecord[] = []
  const quarantined: QuarantinedRecord[] = []
  for (const raw of list) {
    const read = map(raw, { scope })
    if ('reason' in read) quarantined.push(read)
    else records.push(read)
  }
  return { records, quarantined }
}

/** The last of these instants that can be read, looking from the end of a list, such as when its last record was updated. */
export function lastInstant(list: readonly unknown[], field: 'updated_at' | 'created_at'): EpochMs | null {
  for (const raw of list.toReversed()) {
    const at = instantOf(raw, field)
    if (at !== null) return at
  }
  return null
}

/** An instant of a record as GitHub sent it; null when it has none that can be read. */
export function instantOf(raw: unknown, field: 'updated_at' | 'created_at'): EpochMs | null {
  if (typeof raw !== 'object' || raw === null) return null
  const text: unknown = Object.entries(raw).find(([name]) => name === field)?.[1]
  return typeof text === 'string' ? parseInstant(text) : null
}
