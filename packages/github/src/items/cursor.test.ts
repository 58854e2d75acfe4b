import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { firstState, readCursor, writeCursor } from './cursor.ts'

const instant = fc.integer({ min: 0, max: 4e12 })
const answer = fc.option(fc.record({ etag: fc.string(), reach: fc.option(instant) }))

test.prop([
  fc.record({
    stream: fc.constantFrom('issues' as const, 'pulls' as const, 'events' as const),
    isPart: fc.boolean(),
    began: fc.option(instant),
    ended: fc.option(instant),
    latest: fc.option(instant),
    from: fc.option(instant),
    since: fc.option(instant),
    page: fc.integer({ min: 1, max: 1e6 }),
    after: fc.option(fc.string()),
    until: fc.option(instant),
    tail: fc.option(instant),
    oldest: fc.option(instant),
    isQuiet: fc.boolean(),
    answers: fc.record({ issues: answer, pulls: answer, events: answer }),
    eventsReach: fc.option(instant),
  }),
])('a cursor survives being stored as JSON', (state) => {
  expect(readCursor(JSON.parse(JSON.stringify(writeCursor(state))))).toEqual(state)
})

test.each([null, {}, { stream: 'stars' }, { at: 'now' }])(
  '%j, of another making, begins anew instead of failing',
  (cursor) => {
    expect(readCursor(cursor)).toBeNull()
  },
)

test('an incremental walk begins where it reaches back to', () => {
  expect(firstState(5)).toMatchObject({ stream: 'issues', since: 5, from: 5, latest: null, page: 1 })
})
