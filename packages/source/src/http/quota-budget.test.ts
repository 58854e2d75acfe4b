import { RateLimitedError } from '@throughline/errors'
import { expect, test } from 'vitest'
import { EVERY_RESOURCE, type QuotaLedger, type QuotaWindow } from '../quota.ts'
import { QuotaBudget } from './quota-budget.ts'
import { memoryLedger } from './test-ledger.ts'

const NOW = Date.UTC(2026, 10, 23, 13, 4, 30)
const target = { code: 'github', name: 'GitHub', connection: 'clinic', baseUrl: 'https://api.github.com' }

function told(overrides: Partial<QuotaWindow> = {}): QuotaWindow {
  return { resource: 'core', limit: 5000, remaining: 4000, resetAt: NOW + 60_000, pausedUntil: null, ...overrides }
}

function open(ledger: QuotaLedger | null = null, share?: number) {
  const clock = { now: NOW }
  return { clock, budget: new QuotaBudget({ target, clock: () => clock.now, ledger, ...(share && { share }) }) }
}

const spent = told({ remaining: 2500 })

test('nothing is held back while nothing is known, and as long as more than the part for people is left', async () => {
  const { budget } = open()
  await budget.admit('core')
  budget.note(told({ remaining: 2501 }))
  await expect(budget.admit('core')).resolves.toBeUndefined()
})

test('the part for people is left to them, in words that name the time', async () => {
  const { budget } = open()
  budget.note(spent)
  const refusal = await budget.admit('core').catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(RateLimitedError)
  expect(refusal).toMatchObject({
    code: 'github.quota_reserved',
    retry: { afterMs: 61_000 },
    message:
      'Connection clinic has come to the end of its part and leaves the rest of GitHub’s quota to people; it goes on at 13:06 UTC.',
  })
})

test('a request that a person waits for may use that part, until nothing is left', async () => {
  const { budget } = open()
  budget.note(spent)
  await expect(budget.admit('core', true)).resolves.toBeUndefined()
  budget.note(told({ remaining: 0 }))
  await expect(budget.admit('core', true)).rejects.toMatchObject({ code: 'github.rate_limited' })
})

test('one resource does not hold back another', async () => {
  const { budget } = open()
  budget.note(spent)
  await expect(budget.admit('graphql')).resolves.toBeUndefined()
})

test('what concerns the whole tool holds back whatever a request uses', async () => {
  const { budget } = open()
  budget.note(told({ resource: EVERY_RESOURCE, limit: null, remaining: null, resetAt: null, pausedUntil: NOW + 5000 }))
  await expect(budget.admit('core')).rejects.toMatchObject({ code: 'github.rate_limited', retry: { afterMs: 5000 } })
  await expect(budget.admit('graphql')).rejects.toMatchObject({ code: 'github.rate_limited' })
})

test('what is left to people follows the share', async () => {
  const { budget } = open(null, 0.9)
  budget.note(told({ remaining: 501 }))
  await expect(budget.admit('core')).resolves.toBeUndefined()
  budget.note(told({ remaining: 500 }))
  await expect(budget.admit('core')).rejects.toMatchObject({ code: 'github.quota_reserved' })
})

test('the next window is free again', async () => {
  const { budget, clock } = open()
  budget.note(spent)
  clock.now = NOW + 60_000
  await expect(budget.admit('core')).resolves.toBeUndefined()
})

test('a pause is kept to, and then forgotten', async () => {
  const { budget, clock } = open()
  budget.note(told({ pausedUntil: NOW + 30_000 }))
  await expect(budget.admit('core', true)).rejects.toMatchObject({
    code: 'github.rate_limited',
    retry: { afterMs: 30_000 },
    message: 'GitHub asked connection clinic to wait; it goes on at 13:05 UTC.',
  })
  clock.now = NOW + 30_000
  await expect(budget.admit('core')).resolves.toBeUndefined()
})

test('a tool that does not say when its window ends cannot be waited for', async () => {
  const { budget } = open()
  budget.note(told({ remaining: 0, resetAt: null }))
  await expect(budget.admit('core')).resolves.toBeUndefined()
})

test('a worker that begins knows what the others learned before', async () => {
  const ledger = memoryLedger(() => NOW)
  await ledger.note(spent)
  await expect(open(ledger).budget.admit('core')).rejects.toMatchObject({ code: 'github.quota_reserved' })
})

test('the ledger is read once for all who ask together, and again when the copy is two seconds old', async () => {
  const ledger = memoryLedger(() => NOW)
  const { budget, clock } = open(ledger)
  await Promise.all([budget.admit('core'), budget.admit('core'), budget.admit('graphql')])
  clock.now += 1999
  await budget.admit('core')
  expect(ledger.reads()).toBe(1)
  clock.now += 1
  await ledger.note(spent)
  await expect(budget.admit('core')).rejects.toMatchObject({ code: 'github.quota_reserved' })
  expect(ledger.reads()).toBe(2)
})

test('a clock that is set back does not keep an old copy for good', async () => {
  const ledger = memoryLedger(() => NOW)
  const { budget, clock } = open(ledger)
  await budget.admit('core')
  clock.now -= 3_600_000
  await budget.admit('core')
  expect(ledger.reads()).toBe(2)
})

test('the ledger is written once a second and resource', async () => {
  const ledger = memoryLedger(() => NOW)
  const { budget, clock } = open(ledger)
  for (let left = 4000; left > 3900; left -= 1) budget.note(told({ remaining: left }))
  budget.note(told({ resource: 'graphql' }))
  clock.now += 1000
  budget.note(told({ remaining: 3900 }))
  await budget.flush()
  expect(ledger.written.map(({ resource, remaining }) => [resource, remaining])).toEqual([
    ['core', 4000],
    ['graphql', 4000],
    ['core', 3900],
  ])
})

test('the others hear at once of a pause, and that the hub’s part is at its end', async () => {
  const ledger = memoryLedger(() => NOW)
  const { budget } = open(ledger)
  budget.note(told())
  budget.note(spent)
  budget.note(told({ remaining: 2499 }))
  budget.note(told({ remaining: 2498, pausedUntil: NOW + 30_000 }))
  await budget.flush()
  expect(ledger.written.map(({ remaining }) => remaining)).toEqual([4000, 2500, 2498])
})

test('a ledger that fails is told to who waits for it, once', async () => {
  const failure = new Error('the database is away')
  const { budget } = open({ read: () => Promise.resolve([]), note: () => Promise.reject(failure) })
  budget.note(told())
  await expect(budget.flush()).rejects.toBe(failure)
  await expect(budget.flush()).resolves.toBeUndefined()
})

test('a window or a pause that ends absurdly late is no window, and a pause of a day', async () => {
  const ledger = memoryLedger(() => NOW)
  const { budget, clock } = open(ledger)
  // Milliseconds in place of seconds.
  budget.note(told({ remaining: 1, resetAt: NOW * 1000 }))
  await expect(budget.admit('core')).resolves.toBeUndefined()
  budget.note(told({ resource: EVERY_RESOURCE, remaining: null, resetAt: null, pausedUntil: 1e23 }))
  await expect(budget.admit('core')).rejects.toMatchObject({ retry: { afterMs: 86_400_000 } })
  await budget.flush()
  expect(ledger.written).toContainEqual(
    expect.objectContaining({ resource: EVERY_RESOURCE, pausedUntil: NOW + 86_400_000 }),
  )
  clock.now += 86_400_000
  await expect(budget.admit('core')).resolves.toBeUndefined()
})
