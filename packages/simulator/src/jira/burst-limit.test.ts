import { expect, it } from 'vitest'
import { WireError } from '../http/wire-error.ts'
import { BurstLimit } from './burst-limit.ts'

it('the burst limit holds for one endpoint and one second, and says when it ends', () => {
  let now = Date.UTC(2026, 0, 1)
  const limit = new BurstLimit(2, () => now)
  const refusal = () => {
    try {
      limit.take('GET /a')
      return null
    } catch (error) {
      return error instanceof WireError ? error : null
    }
  }
  expect([refusal(), refusal()]).toEqual([null, null])
  expect(refusal()).toMatchObject({
    status: 429,
    headers: {
      'retry-after': '1',
      'x-ratelimit-reset': '2026-01-01T00:00:01.000Z',
      'ratelimit-reason': 'jira-burst-based',
    },
  })
  expect(() => limit.take('GET /b')).not.toThrow()
  now += 1000
  expect(refusal()).toBeNull()
})
