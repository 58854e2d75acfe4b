import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { cleanText } from './clean-text.ts'

test('a NUL goes and a lone surrogate becomes a replacement character', () => {
  expect(cleanText('a\u0000b\ud83dc')).toBe('ab\ufffdc')
})

test.prop([fc.string({ unit: 'binary' })])('whatever comes in, what goes out can be stored as UTF-8 text', (text) => {
  const clean = cleanText(text)
  expect(clean.includes('\u0000')).toBe(false)
  expect(Buffer.from(clean, 'utf8').toString('utf8')).toBe(clean)
})

test.prop([fc.string({ unit: 'grapheme' })])('text without such characters is left alone', (text) => {
  expect(cleanText(text)).toBe(text.replaceAll('\u0000', ''))
})
