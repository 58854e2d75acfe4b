import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { readCursor, readMark, writeCursor, writeMark } from './cursor.ts'

const instant = fc.integer({ min: 0, max: 4e12 })
const estimate = fc.record({ configured: fc.option(fc.string()), fields: fc.array(fc.string()) })

test.prop([
  fc.record({
    began: instant,
    latest: fc.option(instant),
    since: fc.option(instant),
    asked: instant,
    leadMinutes: fc.integer({ min: 1, max: 1e6 }),
    token: fc.option(fc.string()),
    estimate,
    expected: fc.option(fc.nat()),
  }),
])('a cursor survives being stored as JSON', (state) => {
  expect(readCursor(JSON.parse(JSON.stringify(writeCursor(state))))).toEqual(state)
})

test.prop([fc.option(instant), estimate])('a mark survives being stored as JSON', (at, lookup) => {
  expect(readMark(JSON.parse(JSON.stringify(writeMark({ at, estimate: lookup }))))).toEqual({ at, estimate: lookup })
})

test.each([null, {}, { at: 1 }, { at: 1, estimate: '{' }, { at: 1, estimate: '{}' }])(
  '%j, of another making, begins anew instead of failing',
  (cursor) => {
    expect(readCursor(cursor)).toBeNull()
    expect(readMark(cursor)).toBeNull()
  },
)
