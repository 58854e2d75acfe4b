import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { spawnProcess } from './process.ts'
import { until } from './wait-for.ts'

const stays = 'setInterval((): void => undefined, 60_000)\n'

describe('spawnProcess', () => {
  let folder = ''
  const entry = async (name: string, source: string) => {
    const file = join(folder, `${name}.ts`)
    await writeFile(file, source)
    return file
  }
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'throughline-process-'))
  })
  afterEach(() => vi.unstubAllEnvs())
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('runs TypeScript, waits for the ready line and ends at once when killed', async () => {
    const file = await entry('ready', `const text: string = 'listening'\nconsole.log(text, process.argv[2])\n${stays}`)
    const child = await spawnProcess(file, { ready: /listening here/, args: ['here'] })
    expect(child.isRunning()).toBe(true)
    await child.kill()
    expect(child.isRunning()).toBe(false)
    expect(isAlive(child.pid)).toBe(false)
    expect(await child.exit()).toBeNull()
  })

  it('shows what a process printed that ended before it was ready', async () => {
    const file = await entry('fails', `console.error('no database here')\nprocess.exitCode = 3\n`)
    await expect(spawnProcess(file, { ready: /listening/ })).rejects.toThrow('no database here')
  })

  it('kills a process that does not become ready in time', async () => {
    const file = await entry('silent', stays)
    const attempt = spawnProcess(file, { ready: /listening/, readyTimeoutMs: 100 })
    const message = await attempt.then(
      () => '',
      (error: Error) => error.message,
    )
    const pid = Number(/process (\d+)\) did not become ready/.exec(message)?.[1])
    expect(pid).toBeGreaterThan(0)
    await until(() => !isAlive(pid), { what: 'the silent process is gone' })
  })

  it('hands on what it is given and nothing else that configures a hub', async () => {
    vi.stubEnv('DATABASE_URL', 'postgresql://developer@host/real')
    const file = await entry(
      'env',
      'console.log(process.env.DATABASE_URL, process.env.REDIS_URL, process.env.VITEST)\n',
    )
    const child = await spawnProcess(file, { env: { REDIS_URL: 'redis://test' } })
    expect(await child.exit()).toBe(0)
    expect(child.output()).toBe('undefined redis://test undefined\n')
  })

  it('leaves no orphan when the process that started it is killed', async () => {
    const leaf = await entry('leaf', stays)
    const source = `import { spawnProcess } from '${new URL('./process.ts', import.meta.url)}'
const child = await spawnProcess(${JSON.stringify(leaf)})
console.log('leaf', child.pid)
${stays}`
    const parent = await spawnProcess(await entry('parent', source), { ready: /leaf \d+/ })
    const pid = Number(/leaf (\d+)/.exec(parent.output())?.[1])
    expect(isAlive(pid)).toBe(true)
    await parent.kill()
    await until(() => !isAlive(pid), { what: 'the grandchild is gone' })
  })
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
