import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { stripHidden } from './strip-hidden.ts'

test.each([
  ['a <!-- EHR-1 --> b', 'a   b'],
  ['a <!-- EHR-1', 'a  '],
  ['a\n```\nEHR-1\n```\nb', 'a\n \nb'],
  ['a\n~~~~ts\nEHR-1\n~~~\nEHR-2\n~~~~\nb', 'a\n \nb'],
  ['a\n```\nEHR-1', 'a\n '],
  ['<!-- ``` -->\nb', ' \nb'],
  ['```\n<!--\n```\nb', ' \nb'],
  ['`EHR-1` stays', '`EHR-1` stays'],
])('%j is shown as %j', (markdown, shown) => {
  expect(stripHidden(markdown)).toBe(shown)
})

test.prop([fc.array(fc.constantFrom('```', '~~~', '<!--', '-->', '\n', ' ', 'a', '`'), { maxLength: 60 })])(
  'what is left holds no beginning of a comment, and shrinks no further',
  (parts) => {
    const shown = stripHidden(parts.join(''))
    expect(shown.includes('<!--')).toBe(false)
    expect(shown.length).toBeLessThanOrEqual(parts.join('').length + parts.length)
  },
)

test('a long text of unfinished beginnings takes no longer than its length', () => {
  const started = performance.now()
  stripHidden('<!-- --> ``` \n'.repeat(20_000))
  stripHidden('~~~\n'.repeat(20_000))
  stripHidden(`${'```\n'.repeat(3)}${'x\n'.repeat(50_000)}`)
  expect(performance.now() - started).toBeLessThan(2_000)
})
