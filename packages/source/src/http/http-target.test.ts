import { UpstreamRefusedError } from '@throughline/errors'
import { expect, test } from 'vitest'
import { httpTarget } from './http-target.ts'

const target = (baseUrl: string) => httpTarget({ code: 'jira', name: 'Jira', connection: 'jira', baseUrl })

test.each([
  ['https://example.atlassian.net/', 'https://example.atlassian.net'],
  ['https://host/api/v3//', 'https://host/api/v3'],
  ['http://127.0.0.1:4000?x=1#y', 'http://127.0.0.1:4000'],
])('%s becomes %s', (given, kept) => {
  expect(target(given).baseUrl).toBe(kept)
})

test.each(['', 'example.atlassian.net', 'ftp://host', 'file:///etc/passwd', 'gopher://host', 'https://me:secret@host'])(
  '%j is refused without being repeated',
  (given) => {
    expect(() => target(given)).toThrow(UpstreamRefusedError)
    expect(() => target(given)).not.toThrow(/secret/)
  },
)
