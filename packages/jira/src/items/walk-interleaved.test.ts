import { fc, test } from '@fast-check/vitest'
import { bulkData } from '@throughline/simulator'
import type { Cursor } from '@throughline/source'
import { expect } from 'vitest'
import { NOW, stamp, startJira, walk } from '../test-jira.ts'
import { OVERLAP_MINUTES } from './mark.ts'

const SECOND = 1000
const DAY = 86_400_000
const OVERLAP = OVERLAP_MINUTES * 60 * SECOND
/** More than a page holds. */
const COUNT = 120

/**
 * How far the clock that stamps updates is off the one that Jira tells, and how late an update may come into sight. What
 * comes into sight out of order is found only as long as the stamps are not slow: nothing tells then how old it is.
 */
const weather = fc.constantFrom(
  { offMs: 0, lateMs: OVERLAP },
  { offMs: DAY, lateMs: OVERLAP },
  { offMs: -DAY, lateMs: 0 },
  { offMs: -3 * 365 * DAY, lateMs: 0 },
)

type Event =
  | { readonly kind: 'edit'; readonly number: number; readonly times: number; readonly lateness: number }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'read'; readonly pages: number }

const number = fc.integer({ min: 1, max: COUNT })
const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({
    kind: fc.constant('edit' as const),
    number,
    times: fc.oneof({ weight: 12, arbitrary: fc.integer({ min: 1, max: 3 }) }, fc.constant(COUNT)),
    lateness: fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })),
  }),
  fc.record({
    kind: fc.constant('wait' as const),
    seconds: fc.oneof(
      fc.integer({ min: 0, max: 90 }),
      fc.integer({ min: 200, max: 500 }),
      fc.integer({ min: 0, max: 3600 }),
    ),
  }),
  fc.record({ kind: fc.constant('read' as const), pages: fc.constantFrom(1, 2, Number.POSITIVE_INFINITY) }),
)

test.prop([weather, fc.constantFrom(1, Number.POSITIVE_INFINITY), fc.array(event, { minLength: 5, maxLength: 30 })], {
  numRuns: 60,
})(
  'however edits and walks interleave, and whoever continues a walk, nothing is lost',
  async ({ offMs, lateMs }, first, events) => {
    const until = NOW - DAY + offMs
    const jira = await startJira({ data: bulkData({ seed: 4, jiraIssues: COUNT, githubIssues: 0, until }) })
    const { clock, simulator } = jira
    const stored = new Map<string, string>()
    let late: { readonly number: number; readonly at: number; readonly due: number }[] = []
    let mark: Cursor | null = null
    let from: Cursor | null = null

    const show = () => {
      for (const { number, at } of late.filter(({ due }) => due <= clock.now)) {
        const shown = Date.parse(simulator.control.jiraIssue(`BULK-${number}`)?.fields.updated ?? '')
        if (at >= shown || offMs < 0) stamp(simulator, `BULK-${number}`, at)
      }
      late = late.filter(({ due }) => due > clock.now)
    }
    const read = async (pages: number) => {
      for (const page of await walk(jira.connect(), { since: mark, from, pages })) {
        for (const { key, title } of page.records) stored.set(key, title)
        mark = page.mark ?? mark
        from = page.next
      }
    }

    try {
      await read(first)
      for (const event of events) {
        if (event.kind === 'wait') clock.now += event.seconds * SECOND
        if (event.kind === 'edit') {
          const lateBy = Math.floor((event.lateness * lateMs) / SECOND) * SECOND
          for (let index = 0; index < event.times; index += 1) {
            const number = ((event.number + index) % COUNT) + 1
            late.push({ number, at: clock.now + offMs, due: clock.now + lateBy })
          }
        }
        show()
        if (event.kind === 'read') await read(event.pages)
      }
      clock.now += OVERLAP
      show()
      if (from !== null) await read(Number.POSITIVE_INFINITY)
      await read(Number.POSITIVE_INFINITY)
      const isLost = (key: string) => stored.get(key) !== simulator.control.jiraIssue(key)?.fields.summary
      expect(Array.from({ length: COUNT }, (_, index) => `BULK-${index + 1}`).filter(isLost)).toEqual([])
    } finally {
      await jira.close()
    }
  },
  120_000,
)
