import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { findMentions } from './mentions.ts'

const context = { scope: 'clinic/ehr', number: 7, host: 'github.example.org' }
const find = (texts: { title?: string; body?: string; branch?: string }) =>
  findMentions({ title: '', body: '', branch: '', ...texts }, context).map(({ key }) => key)

describe('in title and body', () => {
  test.each([
    ['EHR-12: fix', ['EHR-12']],
    ['[EHR-12] and (OPS_2-7).', ['EHR-12', 'OPS_2-7']],
    ['_EHR-12_, __EHR-13__ and **EHR-14**', ['EHR-12', 'EHR-13', 'EHR-14']],
    ['https://example.atlassian.net/browse/EHR-12?focus=1', ['EHR-12']],
    ['ehr-12 and xEHR-12 and EHR-12x and EHR-', []],
    ['fixes #12', ['clinic/ehr#12']],
    ['Closes: #12, resolves other/repo.js#3', ['clinic/ehr#12', 'other/repo.js#3']],
    ['closed #1 fixed #2 resolved #3 close #4 fix #5 resolve #6', [1, 2, 3, 4, 5, 6].map((n) => `clinic/ehr#${n}`)],
    ['see #12, prefix #13, fixes 14, fixes#15, hotfixes #16', []],
    ['fixes #12abc', []],
    ['owner/other#12 without a keyword', []],
    [
      'https://github.com/other/repo/issues/3 and https://github.example.org/other/repo/pull/4#issuecomment-1',
      ['other/repo#3', 'other/repo#4'],
    ],
    ['https://evil.example.org/other/repo/issues/3', []],
    ['CLOSES Clinic/EHR#12', ['clinic/ehr#12']],
    ['https://github.com/clinic/ehr/pull/7', []],
  ])('%j', (text, keys) => {
    expect(find({ title: text })).toEqual(keys)
    expect(find({ body: text })).toEqual(keys)
  })

  test('comments and code blocks of a template are not read', () => {
    expect(find({ body: '<!-- fixes #1, EHR-1 -->\n```\nEHR-2\n```\nEHR-3' })).toEqual(['EHR-3'])
  })
})

describe('in a branch name', () => {
  test.each([
    ['feature/ehr-12-login', ['EHR-12']],
    ['EHR-12', ['EHR-12']],
    ['fix-ehr-12', ['EHR-12']],
    ['ehr-12_login', ['EHR-12']],
    ['john_ehr-12', ['JOHN_EHR-12', 'EHR-12']],
    ['ehr-12-ops-7', ['EHR-12', 'OPS-7']],
    ['main', []],
    ['ehr-12b', []],
    ['12-ehr', []],
  ])('%j', (branch, keys) => {
    expect(find({ branch })).toEqual(keys)
  })
})

test('an issue is mentioned once, by the first text that names it', () => {
  const texts = { title: 'EHR-12', body: 'EHR-12, fixes #3, https://github.com/Clinic/ehr/issues/3', branch: 'ehr-12' }
  expect(findMentions(texts, context)).toEqual([
    { tool: 'jira', key: 'EHR-12', via: 'title' },
    { tool: 'github', key: 'clinic/ehr#3', via: 'body' },
  ])
})

const project = fc.stringMatching(/^[A-Z][A-Z0-9]{1,9}$/)
const words = fc.stringMatching(/^[a-z ,.!?]{0,30}$/)
const nonWord = fc.constantFrom(' ', '(', '[', ':', '\n', '/', '"')

test.prop([project, fc.integer({ min: 1, max: 99_999 }), words, words, nonWord, nonWord])(
  'a key that stands as a word of its own is found, wherever it stands',
  (name, number, before, after, left, right) => {
    const key = `${name}-${number}`
    const text = `${before}${left}${key}${right}${after}`
    expect(find({ title: text })).toContain(key)
    expect(find({ branch: `topic/${key.toLowerCase()}-x` })).toContain(key)
  },
)

test.prop([fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })])(
  'whatever the texts are, keys have the form of keys and none is named twice',
  (title, body, branch) => {
    const found = findMentions({ title, body, branch }, context)
    expect(new Set(found.map(({ tool, key }) => `${tool} ${key.toLowerCase()}`)).size).toBe(found.length)
    for (const { tool, key } of found) {
      expect(key).toMatch(tool === 'jira' ? /^[A-Z][A-Z0-9_]+-\d+$/ : /^[\w-]+\/[\w.-]+#[1-9]\d*$/)
    }
  },
)

test.prop([words, fc.integer({ min: 1, max: 9999 })])(
  'a number without a closing keyword is no mention',
  (text, number) => {
    const plain = text.replace(/clos|fix|resolv/g, 'x')
    expect(find({ title: `${plain} #${number}`, body: `#${number} ${plain}` })).toEqual([])
  },
)

test('the largest body GitHub takes is read in no time', () => {
  const started = performance.now()
  for (const part of ['A', 'A_', 'fix ', 'fix\t', 'https://github.com/a/', 'EHR-1', 'a-']) {
    const text = part.repeat(65_536 / part.length)
    findMentions({ title: text, body: text, branch: text.slice(0, 255) }, context)
  }
  expect(performance.now() - started).toBeLessThan(3_000)
})
