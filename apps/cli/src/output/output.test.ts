import { ValidationError } from '@throughline/errors'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ProblemError } from '../hub/problem-error.ts'
import { bar } from './bar.ts'
import { errorText } from './error-text.ts'
import { cut, duration, measure, percent, thousands } from './formats.ts'
import { paintOf } from './paint.ts'
import { table } from './table.ts'

test('a bar always has its width, and is full only at the end', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 60 }), (part, width) => {
      expect([...bar(part, width)]).toHaveLength(width)
    }),
  )
  expect(bar(1, 4)).toBe('████')
  expect(bar(0.5, 4)).toBe('██░░')
  expect(bar(0, 4)).toBe('░░░░')
  expect(bar(null, 4)).toBe('····')
})

test('what is not quite nothing or all is never rounded to it', () => {
  expect([0, 0.0001, 0.425, 0.9999, 1, null].map(percent)).toEqual([
    '0.0 %',
    '0.1 %',
    '42.5 %',
    '99.9 %',
    '100.0 %',
    '–',
  ])
})

test('numbers read the same in every locale', () => {
  expect([1, 999, 1_000, 1_234_567].map(thousands)).toEqual(['1', '999', '1,000', '1,234,567'])
  expect([measure(12.345, 'days'), measure(0.241, 'ratio'), measure(117, 'items'), measure(null, 'days')]).toEqual([
    '12.3 days',
    '24.1 %',
    '117 items',
    '–',
  ])
})

test('a time left is never told too short', () => {
  expect([0, 0.2, 89, 90, 3_599, 3_600, 3_601, 7_260].map(duration)).toEqual([
    '0 s',
    '1 s',
    '89 s',
    '2 min',
    '1 h',
    '1 h',
    '1 h 1 min',
    '2 h 1 min',
  ])
})

test('a text is cut between characters, not inside one', () => {
  expect(cut('café 👩‍💻 day', 5)).toBe('café…')
  expect(cut('short', 5)).toBe('short')
})

test('columns stay aligned under colours and wide characters', () => {
  const paint = paintOf({ env: { FORCE_COLOR: '1' }, outIsTerminal: false })
  const text = table(
    [{ head: 'Name' }, { head: 'Count', align: 'right' }, { head: 'Health' }],
    [
      [paint.bold('一つ'), '1', paint.status('on_track')],
      ['plain', '1,000', 'x'],
    ],
  )
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are made of control characters.
  const lines = text.replaceAll(/\u001b\[\d+m/g, '').split('\n')
  expect(lines).toEqual(['Name   Count  Health', '一つ       1  on track', 'plain  1,000  x', ''])
})

test('NO_COLOR wins over a terminal, and a pipe gets no colours', () => {
  const colourless = [
    paintOf({ env: { NO_COLOR: '1', FORCE_COLOR: '1' }, outIsTerminal: true }),
    paintOf({ env: {}, outIsTerminal: false }),
    paintOf({ env: { TERM: 'dumb' }, outIsTerminal: true }),
  ]
  for (const paint of colourless) expect(paint.status('off_track')).toBe('off track')
  expect(paintOf({ env: {}, outIsTerminal: true }).status('off_track')).not.toBe('off track')
})

test('faults name their line, or their pointer where there are no lines', () => {
  const faults = [
    { pointer: '/titel', detail: 'unknown field', line: 3, column: 5 },
    { pointer: '/scopes/0', detail: 'no such project' },
  ]
  expect(errorText(new ValidationError('a.b', 'Not acceptable.', faults))).toBe(
    'Not acceptable.\n  line 3, column 5: unknown field\n  /scopes/0: no such project',
  )
})

test('an error of the hub itself carries the request it can be found by', () => {
  const problem = { title: 'The hub has met an error', status: 500, detail: 'See the log.', requestId: 'r-1' }
  expect(errorText(new ProblemError(problem))).toBe('The hub has met an error. See the log.\n  request r-1')
})

test('an unexpected error shows no stack', () => {
  expect(errorText(new TypeError('x is undefined'))).not.toMatch(/\n {4}at /)
})
