import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { readCursor, readMark, readRange, writeCursor, writeMark, writeRange } from './cursor.ts'
import type { Recent } from './recent.ts'

const MARK = { began: 1, ended: 1, latest: 1, since: 1, at: 1 }
const instant = fc.integer({ min: 0, max: 4e12 })
const fields = fc.record({
  configured: fc.option(fc.string()),
  estimate: fc.array(fc.string()),
  sprint: fc.option(fc.record({ id: fc.string(), name: fc.string() })),
  epicLink: fc.option(fc.string()),
})
const recent = fc
  .array(fc.tuple(fc.string(), fc.tuple(instant, fc.string())))
  .map((entries): Recent => new Map(entries))
const range = fc.record({ from: fc.option(instant), until: fc.option(instant) })

test.prop([
  fc.record({
    began: instant,
    latest: fc.option(instant),
    since: fc.option(instant),
    range,
    asked: instant,
    leadMinutes: fc.integer({ min: 1, max: 1e6 }),
    token: fc.option(fc.string()),
    fields,
    recent,
  }),
])('a cursor survives being stored as JSON, and so does its range', (state) => {
  const stored = JSON.parse(JSON.stringify(writeCursor(state)))
  expect(readCursor(stored)).toEqual(state)
  expect(readRange(stored)).toEqual(state.range)
})

test.prop([range])('a range survives being stored as JSON', (each) => {
  const stored = JSON.parse(JSON.stringify(writeRange(each)))
  expect(readRange(stored)).toEqual(each)
  expect(readCursor(stored)).toBeNull()
})

test.prop([
  fc.record({
    began: instant,
    ended: instant,
    latest: fc.option(instant),
    since: fc.option(instant),
    at: fc.option(instant),
    fields,
    recent,
  }),
])('a mark survives being stored as JSON', (mark) => {
  expect(readMark(JSON.parse(JSON.stringify(writeMark(mark))))).toEqual(mark)
})

test.each([null, {}, { at: 1 }, { at: 1, estimate: '{}' }, { ...MARK, fields: '{' }, { ...MARK, fields: '{}' }])(
  '%j, of another making, begins anew instead of failing',
  (cursor) => {
    expect(readCursor(cursor)).toBeNull()
    expect(readMark(cursor)).toBeNull()
  },
)
