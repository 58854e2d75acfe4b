import { UpstreamError } from '@throughline/errors'
import { describe, expect, it } from 'vitest'
import { describeError, REDACTED, redact, scrub } from './redact.ts'

describe('redact', () => {
  it.each([
    'token',
    'accessToken',
    'webhookSecret',
    'Authorization',
    'set-cookie',
    'cookie',
    'password',
    'private_key',
    'privateKey',
    'secretKey',
    'X-API-Key',
    'auth',
  ])('replaces %s at any depth, in lists too', (name) => {
    const marker = 'marker-value'
    const clean = JSON.stringify(redact({ [name]: marker, a: { b: [{ c: { [name]: { deep: marker } } }] } }))
    expect(clean).not.toContain(marker)
    expect(clean).toContain(REDACTED)
  })

  it('leaves ids, numbers and flags alone', () => {
    const fields = {
      connection: 'jira',
      scope: 'EHR',
      pages: 3,
      hasToken: true,
      token: null,
      at: new Date(0),
      keys: ['EHR-1'],
    }
    expect(redact(fields)).toEqual(fields)
  })

  it('ends in a value that contains itself', () => {
    const loop: Record<string, unknown> = { name: 'x' }
    loop.self = loop
    expect(JSON.stringify(redact(loop))).toContain('[deeper]')
  })
})

describe('describeError', () => {
  it('shows code, context and causes, and nothing that a library hung on an error', () => {
    const answer = Object.assign(new Error('Request failed'), { code: 'ECONNRESET', response: { body: 'payload' } })
    const error = new UpstreamError('jira.unreachable', 'Jira does not answer.', {
      cause: answer,
      context: { connection: 'jira', token: 'marker' },
    })
    const described = describeError(error)
    expect(described).toMatchObject({
      type: 'UpstreamError',
      code: 'jira.unreachable',
      message: 'Jira does not answer.',
      retry: 'backoff',
      context: { connection: 'jira', token: REDACTED },
      cause: { type: 'Error', code: 'ECONNRESET', message: 'Request failed' },
    })
    expect(JSON.stringify(described)).not.toMatch(/payload|marker/)
  })

  it('shows only the kind of a thrown object, and shortens endless messages', () => {
    const error = new Error('x'.repeat(100_000), { cause: { body: 'payload' } })
    expect(describeError(error).cause).toBe('[Object]')
    expect(JSON.stringify(describeError(error)).length).toBeLessThan(10_000)
  })
})

describe('scrub', () => {
  it.each([
    ['Authorization: Bearer abcdefghijklmnop1234', 'abcdefghijklmnop1234'],
    ['basic dXNlcjpzZWNyZXQtdmFsdWU=', 'dXNlcjpzZWNyZXQtdmFsdWU='],
    [`token tl_${'a'.repeat(43)} refused`, 'a'.repeat(43)],
    [`ghp_${'b'.repeat(36)}`, 'b'.repeat(36)],
    [`github_pat_${'c'.repeat(40)}`, 'c'.repeat(40)],
    [`ATATT3x${'d'.repeat(60)}=AB12`, 'd'.repeat(60)],
    ['cannot reach postgresql://throughline:hunter2@127.0.0.1:5432/x', 'hunter2'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY----- tail', 'MIIEow'],
    ['the admin token is marker-of-this-run', 'marker-of-this-run'],
  ])('takes the credential out of: %s', (text, secret) => {
    const clean = scrub(text, ['marker-of-this-run'])
    expect(clean).not.toContain(secret)
    expect(clean).toContain(REDACTED)
  })

  it('leaves ordinary sentences and addresses alone', () => {
    const text =
      'Basic authentication failed for http://127.0.0.1:4000/api/v1/items?limit=5 at 10:30, see EHR-12 (bearer tokens)'
    expect(scrub(text)).toBe(text)
  })
})
