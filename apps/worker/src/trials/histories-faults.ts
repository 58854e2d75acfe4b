import type { Fault, Tool } from '@throughline/simulator'

const busy = { message: 'You have exceeded a secondary rate limit.' }

/** Everything that may happen to a request. */
const faults: readonly Omit<Fault, 'match' | 'skip' | 'times'>[] = [
  { status: 500 },
  { status: 502, headers: { 'content-type': 'text/html' }, body: '<html><h1>Bad Gateway</h1></html>' },
  { status: 503, headers: { 'retry-after': '20' } },
  { kind: 'truncate' },
  { kind: 'cut' },
  { kind: 'reset' },
  { kind: 'hang' },
  { status: 429, headers: { 'retry-after': '30' } },
  { status: 429 },
  { status: 403, headers: { 'retry-after': '60' }, body: busy },
  { status: 200, body: '' },
  { status: 200, body: {} },
  { status: 200, body: [] },
  { status: 400 },
  { status: 401 },
  { status: 403 },
  { status: 404 },
  { status: 410 },
]

/** The fault of a number. Silence is real time lost, so it strikes twice at most. */
export function faultAt(at: number, tool: Tool, strikes: { readonly skip: number; readonly times: number }): Fault {
  const fault = faults[at % faults.length] ?? { status: 500 }
  const { skip, times } = strikes
  return { ...fault, match: { tool }, skip, times: fault.kind === 'hang' ? Math.min(times, 2) : times }
}
