import * as errors from '@throughline/errors'
import { describe, expect, it } from 'vitest'
import { HttpError } from './http/http-error.ts'
import { isTranslated, problemOf } from './problem.ts'

const id = 'request-1'

describe('problemOf', () => {
  it('has a row for every class of error there is', () => {
    const classes = Object.entries(errors).filter(([name]) => name !== 'ThroughlineError')
    expect(classes.length).toBeGreaterThan(8)
    expect(classes.filter(([, errorClass]) => !isTranslated(errorClass)).map(([name]) => name)).toEqual([])
  })

  it.each([
    [new errors.ValidationError('a.b', 'Do this.'), 400],
    [new errors.UnauthorizedError('a.b', 'Do this.'), 401],
    [new errors.ForbiddenError('a.b', 'Do this.'), 403],
    [new errors.NotFoundError('a.b', 'Do this.'), 404],
    [new errors.ConflictError('a.b', 'Do this.'), 409],
    [new errors.RateLimitedError('a.b', 'Do this.', 1_500), 503],
    [new errors.UpstreamError('a.b', 'Do this.'), 502],
    [new errors.UpstreamRefusedError('a.b', 'Do this.'), 502],
    [new errors.AuthExpiredError('a.b', 'Do this.'), 502],
    [new HttpError(405, 'a.b', 'Do this.'), 405],
  ])('answers %o with status %i, a stable type and what to do', (error, status) => {
    const { problem } = problemOf(error, id)
    expect(problem).toMatchObject({
      type: 'https://throughline.dev/problems/a.b',
      status,
      detail: 'Do this.',
      code: 'a.b',
      requestId: id,
    })
    expect(problem.title).not.toBe('')
  })

  it('says when to come back, in whole seconds', () => {
    const { headers } = problemOf(new errors.RateLimitedError('a.b', 'Wait.', 1_500), id)
    expect(headers).toEqual({ 'Retry-After': '2' })
  })

  it('asks for a bearer token where one is missing', () => {
    const { headers } = problemOf(new errors.UnauthorizedError('a.b', 'Send one.'), id)
    expect(headers['WWW-Authenticate']).toMatch(/^Bearer/)
  })

  it('lists the faults of bad input with their places', () => {
    const faults = [{ pointer: '/title', detail: 'too long', line: 3, column: 8 }]
    expect(problemOf(new errors.ValidationError('a.b', 'Bad.', faults), id).problem.errors).toEqual(faults)
  })

  it.each([
    new Error('secret-of-the-stack'),
    new TypeError('secret-of-the-stack'),
    'secret-of-the-stack',
    new errors.InvariantError('a.b', 'secret-of-the-stack'),
  ])('shows nothing of an error that nobody raised on purpose: %o', (error) => {
    const { problem } = problemOf(error, id)
    expect(problem.status).toBe(500)
    expect(JSON.stringify(problem)).not.toContain('secret-of-the-stack')
    expect(problem.detail).toContain(id)
  })
})
