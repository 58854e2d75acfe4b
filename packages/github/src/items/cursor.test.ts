import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { firstState, readCursor, readMark, writeCursor, writeMark } from './cursor.ts'

const instant = fc.integer({ min: 0, max: 4e12 })

test.prop([
  fc.record({
    stream: fc.constantFrom('issues' as const, 'pulls' as const),
    began: fc.option(instant),
    latest: fc.option(instant),
    from: fc.option(instant),
    since: fc.option(instant),
    page: fc.integer({ min: 1, max: 1e6 }),
    expected: fc.option(fc.nat()),
  }),
])('a cursor survives being stored as JSON', (state) => {
  expect(readCursor(JSON.parse(JSON.stringify(writeCursor(state))))).toEqual(state)
})

test.prop([fc.option(instant)])('a mark survives being stored as JSON', (at) => {
  expect(readMark(JSON.parse(JSON.stringify(writeMark(at))))).toBe(at)
})

test.each([null, {}, { stream: 'stars' }, { at: 'now' }])(
  '%j, of another making, begins anew instead of failing',
  (cursor) => {
    expect(readCursor(cursor)).toBeNull()
    expect(readMark(cursor)).toBeNull()
  },
)

test('an incremental walk begins where it reaches back to', () => {
  expect(firstState(5)).toMatchObject({ stream: 'issues', since: 5, from: 5, latest: null, page: 1 })
})
