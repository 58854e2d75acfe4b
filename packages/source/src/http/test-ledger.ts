import type { EpochMs } from '@throughline/plan'
import type { QuotaLedger, QuotaWindow } from '../quota.ts'
import { joinQuota } from './join-quota.ts'

/** A ledger in memory, which tells how it was used. */
export interface MemoryLedger extends QuotaLedger {
  /** What was noted, oldest first. */
  readonly written: readonly QuotaWindow[]
  reads(): number
}

/** Makes a {@link MemoryLedger}. */
export function memoryLedger(clock: () => EpochMs): MemoryLedger {
  const windows = new Map<string, QuotaWindow>()
  const written: QuotaWindow[] = []
  let reads = 0
  return {
    written,
    reads: () => reads,
    read() {
      reads += 1
      return Promise.resolve([...windows.values()])
    },
    note(window) {
      written.push(window)
      windows.set(window.resource, joinQuota(windows.get(window.resource) ?? null, window, clock()))
      return Promise.resolve()
    },
  }
}
