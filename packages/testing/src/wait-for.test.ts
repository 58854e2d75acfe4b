import { describe, expect, it } from 'vitest'
import { until } from './wait-for.ts'

describe('until', () => {
  it('returns what the condition returned once it holds, zero and empty text included', async () => {
    let looks = 0
    expect(await until(() => (++looks < 3 ? null : looks), { what: 'three looks', everyMs: 1 })).toBe(3)
    expect(await until(() => 0, { what: 'a number is there' })).toBe(0)
    expect(await until(() => '', { what: 'a text is there' })).toBe('')
  })

  it('takes a throw for not yet, and shows the last one when the time is up', async () => {
    let looks = 0
    const recovers = () => {
      looks += 1
      if (looks < 2) throw new Error('refused')
      return true
    }
    expect(await until(recovers, { what: 'it answers', everyMs: 1 })).toBe(true)
    const never = () => Promise.reject(new Error('refused'))
    await expect(until(never, { what: 'it answers', timeoutMs: 5, everyMs: 1 })).rejects.toThrow(
      /^Waited 5 ms in vain until it answers; the last look failed: Error: refused$/,
    )
  })
})
