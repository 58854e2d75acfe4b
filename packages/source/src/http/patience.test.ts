import { fc, test } from '@fast-check/vitest'
import { AuthExpiredError, RateLimitedError, UpstreamError } from '@throughline/errors'
import { expect } from 'vitest'
import { patiently } from './patience.ts'
import { instantTuning } from './test-server.ts'

const signal = new AbortController().signal

/** Fails with these errors in turn, then answers. */
function failing(...errors: readonly Error[]) {
  let calls = 0
  const attempt = () => {
    const error = errors[calls]
    calls += 1
    return error === undefined ? Promise.resolve('answer') : Promise.reject(error)
  }
  return { attempt, calls: () => calls }
}

const passing = new UpstreamError('x.unavailable', 'It passes.')
const unreachable = new UpstreamError('x.unreachable', 'Nobody is there.')
const limited = (ms: number) => new RateLimitedError('x.rate_limited', 'Slow down.', ms)

test('what passes is tried again, with waits that double', async () => {
  const tuning = instantTuning()
  const { attempt } = failing(passing, passing, passing)
  await expect(patiently(tuning, signal, attempt)).resolves.toBe('answer')
  expect(tuning.slept).toEqual([500, 1000, 2000])
})

test('what can never work is thrown at once', async () => {
  const refused = new AuthExpiredError('x.unauthorized', 'No.')
  const { attempt, calls } = failing(refused)
  await expect(patiently(instantTuning(), signal, attempt)).rejects.toBe(refused)
  expect(calls()).toBe(1)
})

test('a bug is thrown at once', async () => {
  const bug = new TypeError('undefined is not a function')
  await expect(patiently(instantTuning(), signal, failing(bug).attempt)).rejects.toBe(bug)
})

test('a wait that the tool asks for is kept', async () => {
  const tuning = instantTuning()
  await patiently(tuning, signal, failing(limited(3000)).attempt)
  expect(tuning.slept).toEqual([3000])
})

test('a long wait is thrown instead of slept, so that the job can be delayed', async () => {
  const tuning = instantTuning()
  const error = limited(600_000)
  await expect(patiently(tuning, signal, failing(error).attempt)).rejects.toBe(error)
  expect(tuning.slept).toEqual([])
})

test('waits that the tool asks for leave the patience for its failures whole', async () => {
  const tuning = instantTuning({ patienceMs: 4000 })
  const errors = [limited(5000), limited(5000), passing, limited(5000), passing]
  await expect(patiently(tuning, signal, failing(...errors).attempt)).rejects.toBe(passing)
  await expect(patiently({ ...tuning, patienceMs: 8000 }, signal, failing(...errors).attempt)).resolves.toBe('answer')
})

test('a tool that asks to wait again and again does not hold a worker for ever', async () => {
  const tuning = instantTuning()
  const again = limited(0)
  await expect(patiently(tuning, signal, failing(...Array(99).fill(again)).attempt)).rejects.toBe(again)
  expect(sum(tuning.slept)).toBeGreaterThan(tuning.askedPatienceMs - tuning.sleepMaxMs)
  expect(sum(tuning.slept)).toBeLessThanOrEqual(tuning.askedPatienceMs)
})

test('a wait that nobody asked for spends the patience for failures', async () => {
  const tuning = instantTuning({ patienceMs: 4000 })
  const guessed = new RateLimitedError('x.rate_limited', 'Slow down.', 1500, { isGuessed: true })
  await expect(patiently(tuning, signal, failing(...Array(99).fill(guessed)).attempt)).rejects.toBe(guessed)
  expect(tuning.slept).toEqual([1500, 1500])
})

test('an address that nobody answers at is given up sooner than a tool in trouble', async () => {
  const near = instantTuning()
  await expect(patiently(near, signal, failing(...Array(99).fill(unreachable)).attempt)).rejects.toBe(unreachable)
  const far = instantTuning()
  await expect(patiently(far, signal, failing(...Array(99).fill(passing)).attempt)).rejects.toBe(passing)
  expect(near.slept).toEqual([500, 1000, 2000, 4000])
  expect(far.slept).toEqual([500, 1000, 2000, 4000, 5000, 5000])
})

const trouble = fc.oneof(
  fc.integer({ min: 0, max: 10_000 }).map(limited),
  fc.constant<UpstreamError>(passing),
  fc.constant<UpstreamError>(unreachable),
)

test.prop([fc.array(trouble), fc.double({ min: 0, max: 0.999, noNaN: true })])(
  'each kind of wait stays within its patience, and none is longer than may be slept',
  async (errors, random) => {
    const slept = { asked: 0, backoff: 0 }
    const { attempt, calls } = failing(...errors)
    const tuning = instantTuning({
      random: () => random,
      sleep: (ms) => {
        expect(ms).toBeLessThanOrEqual(5000)
        slept[errors[calls() - 1] instanceof RateLimitedError ? 'asked' : 'backoff'] += ms
        return Promise.resolve()
      },
    })
    const outcome = await patiently(tuning, signal, attempt).catch((error: unknown) => error)
    if (outcome === 'answer') expect(calls()).toBe(errors.length + 1)
    else expect(outcome).toBe(errors[calls() - 1])
    expect(slept.asked).toBeLessThanOrEqual(tuning.askedPatienceMs)
    expect(slept.backoff).toBeLessThanOrEqual(tuning.patienceMs)
  },
)

test('an abort ends the waiting with its own reason', async () => {
  const controller = new AbortController()
  const reason = new Error('cancelled')
  const tuning = instantTuning({
    sleep: () => {
      controller.abort(reason)
      return Promise.reject(new Error('the sleep was cut short'))
    },
  })
  await expect(patiently(tuning, controller.signal, failing(passing).attempt)).rejects.toBe(reason)
})

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
