import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { readMark, writeMark } from './cursor.ts'
import { joinMarks, markAfter, OVERLAP_MINUTES } from './mark.ts'
import { NO_RECENT } from './recent.ts'

const OVERLAP = OVERLAP_MINUTES * 60_000
const fields = { configured: null, estimate: [], sprint: null, epicLink: null }
const part = (began: number, ended: number, latest: number | null) =>
  writeMark(markAfter({ began, ended, latest, since: null, fields, recent: NO_RECENT }))

test('ranges join to one walk, from the first beginning to the last end', () => {
  const joined = readMark(joinMarks([part(1e9, 1e9 + 5000, 4e8), part(1e9 + 3000, 1e9 + 9000, 5e8)]))
  expect(joined).toMatchObject({ began: 1e9, ended: 1e9 + 9000, latest: 5e8, at: 5e8 - 9000 })
})

test('ranges that saw nothing join to a mark that saw nothing', () => {
  expect(readMark(joinMarks([part(1e9, 1e9, null), part(1e9, 1e9, null)]))).toMatchObject({ at: null })
})

test('a part of another making, or none at all, walks everything once more', () => {
  expect(readMark(joinMarks([part(1e9, 1e9, 4e8), { at: 1 }]))).toBeNull()
  expect(readMark(joinMarks([]))).toBeNull()
})

const instant = fc.integer({ min: 1e9, max: 2e9 })
const parts = fc.array(fc.tuple(instant, fc.nat(1e6), fc.option(instant)), { minLength: 1, maxLength: 6 })

test.prop([parts])('a joined mark is late for none of its parts, whatever their order', (list) => {
  const marks = list.map(([began, length, latest]) => part(began, began + length, latest))
  const joined = joinMarks(marks)
  expect(joinMarks(marks.toReversed())).toEqual(joined)
  expect(joinMarks([joined])).toEqual(joined)
  const at = readMark(joined)?.at ?? Number.NEGATIVE_INFINITY
  for (const [began] of list) expect(at).toBeLessThanOrEqual(began - OVERLAP)
})
