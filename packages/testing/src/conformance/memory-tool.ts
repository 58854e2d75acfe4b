import { AuthExpiredError, UpstreamError } from '@throughline/errors'
import type { EpochMs } from '@throughline/plan'
import type { WireFault } from './connector-harness.ts'

/** An item of a {@link MemoryTool}. */
export interface MemoryItem {
  readonly key: string
  readonly updatedAt: EpochMs
  readonly isPoisoned: boolean
}

/** A tool without a wire: what a connector asks of it costs requests, and may fail. */
export class MemoryTool {
  readonly items = new Map<string, MemoryItem>()
  readonly faults: { readonly fault: WireFault; skip: number }[] = []
  requests = 0
  now = Date.UTC(2026, 10, 23)
  isRevoked = false

  /** Creates or changes an item now. */
  put(key: string, isPoisoned = false): void {
    this.items.set(key, { key, updatedAt: this.now, isPoisoned })
  }

  /** Makes one request, which answers with what `read` returns, or fails. */
  async request<T>(signal: AbortSignal, read: () => T): Promise<T> {
    signal.throwIfAborted()
    this.requests += 1
    if (this.isRevoked) throw new AuthExpiredError('memory.unauthorized', 'No.')
    const fault = this.#strike()
    if (fault?.kind === 'hang') await aborted(signal)
    if (fault !== null) throw new UpstreamError('memory.unavailable', 'It passes.')
    // An answer takes a turn, as real ones do.
    await Promise.resolve()
    return read()
  }

  #strike(): WireFault | null {
    for (const [index, waiting] of this.faults.entries()) {
      if (waiting.skip === 0) return this.faults.splice(index, 1)[0]?.fault ?? null
      waiting.skip -= 1
    }
    return null
  }
}

/** Resolves when the signal aborts, or by itself soon after. */
function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((_resolve, reject) => {
    const timeOut = setTimeout(() => reject(new UpstreamError('memory.interrupted', 'No answer in time.')), 200)
    signal.addEventListener('abort', () => {
      clearTimeout(timeOut)
      reject(signal.reason)
    })
  })
}
