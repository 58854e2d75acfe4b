import { fc, test } from '@fast-check/vitest'
import { RateLimitedError } from '@throughline/errors'
import { expect } from 'vitest'
import type { QuotaWindow } from '../quota.ts'
import { QuotaBudget } from './quota-budget.ts'
import { memoryLedger } from './test-ledger.ts'

const WINDOW_MS = 60_000
const target = { code: 'x', name: 'Tool', connection: 'c', baseUrl: 'https://tool.example' }

/** A tool that counts requests in windows of a minute, as a tool does: when they arrive. */
function countingTool(limit: number, clock: () => number) {
  const used = new Map<number, number>()
  const answer = (): QuotaWindow => {
    const begin = Math.floor(clock() / WINDOW_MS) * WINDOW_MS
    const count = (used.get(begin) ?? 0) + 1
    used.set(begin, count)
    const remaining = Math.max(0, limit - count)
    return { resource: 'core', limit, remaining, resetAt: begin + WINDOW_MS, pausedUntil: null }
  }
  return { answer, used }
}

const moves = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('send' as const), worker: fc.nat(3) }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('answer' as const), which: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(WINDOW_MS / 8) }) },
)

test.prop([
  fc.integer({ min: 1, max: 60 }),
  fc.constantFrom(0.25, 0.5, 0.75, 1),
  fc.integer({ min: 1, max: 4 }),
  fc.integer({ min: 1, max: 4 }),
  fc.array(moves, { minLength: 50, maxLength: 400 }),
])(
  'workers over one ledger keep to their part of every window, but for the requests in flight, and use all of it',
  async (limit, share, workers, concurrency, steps) => {
    let now = 0
    const clock = () => now
    const ledger = memoryLedger(clock)
    const tool = countingTool(limit, clock)
    const budgets = Array.from({ length: workers }, () => new QuotaBudget({ target, clock, share, ledger }))
    const inFlight: { readonly worker: number; readonly window: QuotaWindow }[] = []
    const part = Math.max(1, Math.floor(limit * share))
    for (const step of steps) {
      if (step.kind === 'wait') now += step.ms
      else if (step.kind === 'answer') {
        // Answers overtake one another.
        const [answered] = inFlight.splice(step.which % Math.max(1, inFlight.length), 1)
        if (answered !== undefined) budgets[answered.worker]?.note(answered.window)
      } else {
        const worker = step.worker % workers
        if (inFlight.filter((each) => each.worker === worker).length >= concurrency) continue
        const refusal = await budgets[worker]?.admit('core').catch((error: unknown) => error)
        const begin = Math.floor(now / WINDOW_MS) * WINDOW_MS
        if (refusal === undefined) inFlight.push({ worker, window: tool.answer() })
        else {
          expect(refusal).toBeInstanceOf(RateLimitedError)
          expect(refusal).toMatchObject({ retry: { afterMs: begin + WINDOW_MS - now + 1000 } })
          expect(tool.used.get(begin)).toBeGreaterThanOrEqual(part)
        }
      }
    }
    for (const budget of budgets) await budget.flush()
    for (const used of tool.used.values()) expect(used).toBeLessThan(part + workers * concurrency)
  },
)
