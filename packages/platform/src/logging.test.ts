import { AuthExpiredError } from '@throughline/errors'
import { describe, expect, it } from 'vitest'
import type { LogLevel } from './config.ts'
import { createLogger } from './logging.ts'

function recorded(level: LogLevel = 'debug', secrets: readonly string[] = []) {
  const lines: string[] = []
  const log = createLogger({ level, secrets, destination: { write: (line) => lines.push(line) } })
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') }
}

describe('createLogger', () => {
  it('writes one JSON object a line, with level name and UTC time', () => {
    const { log, last } = recorded()
    log.info({ connection: 'jira', pages: 3 }, 'Synced')
    expect(last()).toMatchObject({ level: 'info', connection: 'jira', pages: 3, msg: 'Synced' })
    expect(last().time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
  })

  it('keeps to its level', () => {
    const { log, lines } = recorded('warn')
    log.info('Nothing to see')
    expect(lines).toEqual([])
  })

  it('writes an error under any name, or alone, with code and cause', () => {
    const { log, last } = recorded()
    const error = new AuthExpiredError('jira.unauthorized', 'Renew the token.', { cause: new Error('401') })
    log.error({ failure: error, err: error }, 'The sync failed')
    const described = { code: 'jira.unauthorized', message: 'Renew the token.', cause: { message: '401' } }
    expect(last()).toMatchObject({ failure: described, err: described, msg: 'The sync failed' })
    log.error(error)
    expect(last()).toMatchObject({ err: described, msg: 'Renew the token.' })
  })

  it('holds no credential, whether in a field, a child’s field, a message, an argument or an error', () => {
    const bearer = 'abcdefghijklmnopqrstuvwxyz0123456789'
    const admin = 'set "by" the operator'
    const { log, lines } = recorded('trace', [admin])
    log.info({ headers: { authorization: `Bearer ${bearer}` } }, 'Request')
    log.info({ note: `sent Bearer ${bearer}` }, `sent Bearer ${bearer}`)
    log.child({ token: bearer, sync: '1' }).warn(`Authorization: Bearer %s`, bearer)
    log.error(new Error(`refused: bearer ${bearer}`, { cause: new Error(`Bearer ${bearer}`) }))
    log.debug({ admin }, `The token is ${admin}`)
    expect(lines).toHaveLength(5)
    for (const line of lines) {
      expect(line).not.toContain(bearer)
      expect(JSON.stringify(JSON.parse(line))).not.toContain(JSON.stringify(admin).slice(1, -1))
    }
    expect(JSON.parse(lines[2] ?? '')).toMatchObject({ sync: '1', token: '[redacted]' })
  })
})
