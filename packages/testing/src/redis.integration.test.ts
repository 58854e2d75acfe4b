import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { startRedis } from './redis.ts'

const redis = await startRedis()

describe.skipIf(redis === null)('startRedis', () => {
  afterAll(() => redis?.stop())

  it('gives an empty Redis, and flush empties it again', async () => {
    expect(await ask(redis?.url, 'DBSIZE')).toBe(':0')
    await ask(redis?.url, 'SET job 1')
    expect(await ask(redis?.url, 'DBSIZE')).toBe(':1')
    await redis?.flush()
    expect(await ask(redis?.url, 'DBSIZE')).toBe(':0')
  })

  it('gives every caller a Redis of its own, gone once it is killed', async () => {
    const other = await startRedis()
    await ask(other?.url, 'SET job 1')
    expect(await ask(redis?.url, 'DBSIZE')).toBe(':0')
    await other?.kill()
    await other?.stop()
    await expect(ask(other?.url, 'PING')).rejects.toThrow('ECONNREFUSED')
  })
})

describe('startRedis without redis-server', () => {
  afterEach(() => vi.unstubAllEnvs())

  it('is null on a developer’s machine, and says so in one line', async () => {
    vi.stubEnv('PATH', '/nonexistent')
    vi.stubEnv('CI', '')
    const print = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    expect(await startRedis()).toBeNull()
    expect(print.mock.calls.map(([line]) => line)).toEqual([
      'redis-server is not installed: tests on Redis are skipped.\n',
    ])
  })

  it('is an error in continuous integration, which skips nothing', async () => {
    vi.stubEnv('PATH', '/nonexistent')
    vi.stubEnv('CI', 'true')
    await expect(startRedis()).rejects.toThrow('CI=true skips nothing')
  })
})

/** First line of the answer to an inline command. */
async function ask(url: string | undefined, command: string): Promise<string> {
  const socket = connect(Number(new URL(url ?? '').port), '127.0.0.1')
  await once(socket, 'connect')
  socket.end(`${command}\r\n`)
  const [answer] = await once(socket, 'data')
  return String(answer).split('\r\n')[0] ?? ''
}
