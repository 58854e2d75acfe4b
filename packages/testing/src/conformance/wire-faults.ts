import { createHash } from 'node:crypto'
import type { WireFault } from './connector-harness.ts'

/** What goes wrong between any two programs that talk over HTTP. */
export const WIRE_FAULTS: readonly WireFault[] = [
  { status: 500 },
  { status: 502, headers: { 'content-type': 'text/html' }, body: '<html><body>Bad Gateway</body></html>' },
  { status: 503, headers: { 'retry-after': '2' } },
  { status: 200, headers: { 'content-type': 'text/html' }, body: '<html><body>Sign in</body></html>' },
  { status: 200, body: '' },
  { status: 429, headers: { 'retry-after': '2' } },
  { status: 429, headers: { 'retry-after': '600' } },
  { status: 429 },
  { kind: 'truncate' },
  { kind: 'cut' },
  { kind: 'reset' },
]

/** A time-out takes its time, so it is not among those that are drawn by the dozen. */
export const HANG: WireFault = { kind: 'hang' }

/** Draws `count` of the faults, each after some unharmed requests; the same seed draws the same. */
export function drawFaults(seed: number, count: number, faults: readonly WireFault[]): WireFault[] {
  return Array.from({ length: count }, (_, index) => {
    const bytes = createHash('sha256').update(`${seed}/${index}`).digest()
    return { ...faults[bytes.readUInt16BE(0) % faults.length], skip: bytes.readUInt16BE(2) % 4 }
  })
}
