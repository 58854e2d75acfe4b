import { isAbsolute } from 'node:path'
import { ValidationError } from '@throughline/errors'
import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'
import { environmentReference } from './environment.ts'

describe('readConfig', () => {
  it('needs nothing: every variable has a default', () => {
    const { dataDir, ...rest } = readConfig({})
    expect(rest).toEqual({
      host: '127.0.0.1',
      port: 4000,
      databaseUrl: null,
      redisUrl: null,
      adminToken: null,
      secretKey: null,
      allowPrivateHosts: false,
      logLevel: 'info',
      syncEveryMinutes: 15,
      rangesInFlight: 2,
      jobLockMs: 30_000,
      weeklyReportAt: '0 6 * * 1',
    })
    expect(isAbsolute(dataDir)).toBe(true)
    expect(dataDir.endsWith('.throughline')).toBe(true)
  })

  it('reads every variable it names', () => {
    const key = Buffer.alloc(32, 7)
    const config = readConfig({
      HOST: '0.0.0.0',
      PORT: '0',
      DATABASE_URL: 'postgresql://u:p@db/throughline',
      REDIS_URL: 'rediss://cache:6380/1',
      THROUGHLINE_DATA_DIR: '/var/lib/throughline',
      THROUGHLINE_ADMIN_TOKEN: 'dev',
      THROUGHLINE_SECRET_KEY: key.toString('base64'),
      THROUGHLINE_ALLOW_PRIVATE_HOSTS: 'true',
      LOG_LEVEL: 'silent',
      THROUGHLINE_SYNC_EVERY: '5',
      THROUGHLINE_RANGES_IN_FLIGHT: '5',
      THROUGHLINE_JOB_LOCK_MS: '2000',
      THROUGHLINE_WEEKLY_REPORT_AT: '30 7 * * MON-FRI',
    })
    expect(config).toEqual({
      host: '0.0.0.0',
      port: 0,
      databaseUrl: 'postgresql://u:p@db/throughline',
      redisUrl: 'rediss://cache:6380/1',
      dataDir: '/var/lib/throughline',
      adminToken: 'dev',
      secretKey: key,
      allowPrivateHosts: true,
      logLevel: 'silent',
      syncEveryMinutes: 5,
      rangesInFlight: 5,
      jobLockMs: 2_000,
      weeklyReportAt: '30 7 * * MON-FRI',
    })
    expect(environmentReference()).toHaveLength(Object.keys(config).length)
  })

  it('takes an empty variable, as compose files pass them, for an unset one', () => {
    const empty = Object.fromEntries(environmentReference().map(({ name }) => [name, ' ']))
    expect(readConfig(empty)).toEqual(readConfig({}))
  })

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '4e3'],
    ['HOST', 'a b'],
    ['LOG_LEVEL', 'verbose'],
    ['THROUGHLINE_ALLOW_PRIVATE_HOSTS', 'yes'],
    ['THROUGHLINE_SYNC_EVERY', '0'],
    ['THROUGHLINE_SYNC_EVERY', '15m'],
    ['THROUGHLINE_RANGES_IN_FLIGHT', '0'],
    ['THROUGHLINE_JOB_LOCK_MS', '10'],
    ['THROUGHLINE_WEEKLY_REPORT_AT', 'Monday at six'],
  ])('refuses %s=%s, naming the variable, its value and what to set it to', (name, value) => {
    const error = failure({ [name]: value })
    expect(error.code).toBe('config.invalid')
    expect(error.faults).toHaveLength(1)
    expect(error.faults[0]?.pointer).toBe(`/${name}`)
    expect(error.message).toContain(`${name} "${value}" is not acceptable: set it to `)
  })

  it.each([
    ['DATABASE_URL', 'mysql://root:hunter2@db/x'],
    ['DATABASE_URL', 'hunter2'],
    ['REDIS_URL', 'http://:hunter2@cache'],
    ['THROUGHLINE_ADMIN_TOKEN', 'hunter2 hunter2'],
    ['THROUGHLINE_SECRET_KEY', 'hunter2'],
    ['THROUGHLINE_SECRET_KEY', Buffer.alloc(31).toString('base64')],
    ['THROUGHLINE_SECRET_KEY', Buffer.alloc(33).toString('base64')],
  ])('refuses a wrong %s without showing it', (name, value) => {
    const error = failure({ [name]: value })
    expect(error.message).toContain(`${name} is not acceptable: set it to `)
    expect(JSON.stringify([error.message, error.faults, error.context])).not.toContain(value)
    expect(error.message).not.toContain('hunter2')
  })

  it('names everything that is wrong at once', () => {
    expect(failure({ PORT: 'x', LOG_LEVEL: 'y', DATABASE_URL: 'z' }).faults.map((fault) => fault.pointer)).toEqual([
      '/PORT',
      '/DATABASE_URL',
      '/LOG_LEVEL',
    ])
  })
})

function failure(env: NodeJS.ProcessEnv): ValidationError {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ValidationError) return error
    throw error
  }
  throw new Error('The environment was accepted.')
}
