import type { Tool } from './request-log.ts'

/** Which requests a fault strikes; what is left out matches every request. */
export interface FaultMatch {
  readonly tool?: Tool
  readonly method?: string
  /** A part of the path, e.g. `/search/jql`. */
  readonly path?: string
  /** A part of the raw query string, e.g. `page=3`. */
  readonly query?: string
}

/**
 * What goes wrong.
 *
 * - `respond` (default): `status`, `headers` and `body` instead of the tool's own answer; text is sent as it is, anything
 *   else as JSON.
 * - `truncate`: the tool's own answer, its body cut in half, sent as a complete response.
 * - `cut`: the head and half the body of the tool's own answer, then the connection is closed.
 * - `reset`: the connection is closed before anything is answered.
 * - `hang`: nothing is ever answered; the connection stays open until the client or the simulator closes it.
 */
export interface Fault {
  readonly match?: FaultMatch
  readonly kind?: 'respond' | 'truncate' | 'cut' | 'reset' | 'hang'
  /** Status of a `respond` fault. Default 500. */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** How many matching requests are struck. Default 1. */
  readonly times?: number
  /** How many matching requests pass unharmed first. Default 0. */
  readonly skip?: number
}

/** The part of a request that decides whether a fault strikes it. */
export interface FaultTarget {
  readonly tool: Tool
  readonly method: string
  readonly path: string
  readonly search: string
}

/** The faults that still have to strike, in the order they were put in; the first that matches strikes. */
export class FaultBook {
  readonly #waiting: { readonly fault: Fault; skip: number; times: number }[] = []

  add(fault: Fault): void {
    this.#waiting.push({ fault, skip: fault.skip ?? 0, times: fault.times ?? 1 })
  }

  /** The fault that strikes this request, or null. */
  take(target: FaultTarget): Fault | null {
    for (const [index, waiting] of this.#waiting.entries()) {
      if (!matches(waiting.fault.match, target)) continue
      if (waiting.skip > 0) {
        waiting.skip -= 1
        continue
      }
      waiting.times -= 1
      if (waiting.times <= 0) this.#waiting.splice(index, 1)
      return waiting.fault
    }
    return null
  }

  clear(): void {
    this.#waiting.length = 0
  }
}

function matches(match: FaultMatch | undefined, target: FaultTarget): boolean {
  if (match === undefined) return true
  return (
    (match.tool === undefined || match.tool === target.tool) &&
    (match.method === undefined || match.method.toUpperCase() === target.method) &&
    (match.path === undefined || target.path.includes(match.path)) &&
    (match.query === undefined || target.search.includes(match.query))
  )
}
