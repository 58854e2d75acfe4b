import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { isRunning, readPostmaster } from './postmaster-file.ts'
import { waitFor } from './server.ts'

const log = { debug: () => undefined, info: () => undefined, warn: () => undefined }
const isRoot = process.getuid?.() === 0

describe('startEmbeddedPostgres', () => {
  let folder = ''
  const children: ChildProcess[] = []
  const started: EmbeddedPostgres[] = []
  const start = async (name = 'data') => {
    const server = await startEmbeddedPostgres({ dataDir: join(folder, name), log })
    started.push(server)
    return server
  }
  const clusterOf = (name = 'data') => join(folder, name, 'postgres', 'cluster')

  /** A process that starts the server, prints `ready` and its pid, and then does what `then` says. */
  async function startElsewhere(then: string, options: { readonly dataDir?: string; readonly uid?: number } = {}) {
    const script = `
      const { startEmbeddedPostgres } = await import(${JSON.stringify(new URL('./embedded-postgres.ts', import.meta.url))})
      const log = { debug() {}, info() {}, warn() {} }
      const server = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(options.dataDir ?? join(folder, 'data'))}, log })
      const say = (text) => process.stdout.write(text + '\\n')
      say(JSON.stringify({ url: server.url, isOwner: server.isOwner }))
      ${then}`
    const ids = options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      ...ids,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    children.push(child)
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.stderr.on('data', (chunk) => {
      output += chunk
    })
    const exited = once(child, 'close')
    await waitFor(async () => output.includes('isOwner') || child.exitCode !== null, 30_000)
    const told: { url: string; isOwner: boolean } = JSON.parse(output.split('\n')[0] ?? '')
    return { child, exited, output: () => output, ...told }
  }

  beforeAll(async () => {
    // Private, as temporary directories are: as root this takes the way through a capability.
    folder = await mkdtemp(join(tmpdir(), 'throughline-postgres-'))
  })
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
    for (const server of started.splice(0)) await server.stop()
    // What a process of the test left behind is adopted and stopped.
    await (await startEmbeddedPostgres({ dataDir: join(folder, 'data'), log })).stop()
    expect(await readPostmaster(clusterOf())).toBeNull()
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('gives a UTF-8 database whose case rules know more than ASCII, and asks for its password', async () => {
    const server = await start()
    const [row] = await query(
      server.url,
      `select current_database() as name, lower('ÉΣ') as lower, current_setting('server_encoding') as encoding`,
    )
    expect(row).toEqual({ name: 'throughline', lower: 'éσ', encoding: 'UTF8' })
    const wrong = new URL(server.url)
    wrong.password = 'guess'
    await expect(query(wrong.toString(), 'select 1')).rejects.toThrow('password authentication failed')
    expect((await stat(join(folder, 'data', 'postgres', 'password'))).mode & 0o777).toBe(0o600)
  })

  it('listens on 127.0.0.1 only, and keeps what is committed on disk', async () => {
    const server = await start()
    const [row] = await query(
      server.url,
      `select current_setting('listen_addresses') as listen, current_setting('unix_socket_directories') as sockets,
       current_setting('synchronous_commit') as commit, current_setting('fsync') as fsync, current_setting('max_connections') as connections`,
    )
    expect(row).toEqual({ listen: '127.0.0.1', sockets: '', commit: 'on', fsync: 'on', connections: '200' })
  })

  it('has the same address and data after a stop', async () => {
    const first = await start()
    await query(first.url, 'create table if not exists kept as select 1 as id')
    await first.stop()
    await expect(query(first.url, 'select 1')).rejects.toThrow('ECONNREFUSED')
    const second = await start()
    expect(second.url).toBe(first.url)
    expect(await query(second.url, 'select id from kept')).toEqual([{ id: 1 }])
  })

  it('takes another port when its own is taken', async () => {
    const first = await start()
    await first.stop()
    const intruder = createServer().listen(Number(new URL(first.url).port), '127.0.0.1')
    await once(intruder, 'listening')
    try {
      const second = await start()
      expect(new URL(second.url).port).not.toBe(new URL(first.url).port)
      await query(second.url, 'select 1')
      await second.stop()
    } finally {
      intruder.close()
    }
  })

  it('uses a server that already runs, by whatever path, without owning it', async () => {
    const owner = await start()
    await symlink(join(folder, 'data'), join(folder, 'alias'))
    const guest = await startElsewhere('await server.stop()', { dataDir: join(folder, 'alias') })
    await guest.exited
    expect(guest).toMatchObject({ url: owner.url, isOwner: false })
    await query(owner.url, 'select 1')
  })

  it('ends with one server and one owner when several processes start at once on an empty directory', async () => {
    const dataDir = join(folder, 'race')
    const stay = 'setInterval(() => {}, 60_000); process.on("SIGTERM", () => server.stop().then(() => process.exit(0)))'
    const all = await Promise.all([1, 2, 3].map(() => startElsewhere(stay, { dataDir })))
    expect(new Set(all.map(({ url }) => url)).size).toBe(1)
    expect(all.filter(({ isOwner }) => isOwner)).toHaveLength(1)
    expect(await readdir(dataDir)).toEqual(['postgres'])
    for (const { child } of all) child.kill('SIGTERM')
    await Promise.all(all.map(({ exited }) => exited))
    expect(await readPostmaster(clusterOf('race'))).toBeNull()
  })

  it('recovers what was committed after kill -9 of the server', async () => {
    const first = await start()
    await query(first.url, 'create table if not exists survivors (id int)')
    await query(first.url, 'insert into survivors values (7)')
    const pid = (await readPostmaster(clusterOf()))?.pid ?? 0
    process.kill(pid, 'SIGKILL')
    await waitFor(async () => !(await readPostmaster(clusterOf()))?.isAlive, 10_000)
    const second = await start()
    expect(second.isOwner).toBe(true)
    expect(await query(second.url, 'select id from survivors')).toEqual([{ id: 7 }])
  })

  it('starts although another program has got the process id of the killed server', async () => {
    const first = await start()
    const pid = (await readPostmaster(clusterOf()))?.pid ?? 0
    const file = join(clusterOf(), 'postmaster.pid')
    const text = await readFile(file, 'utf8')
    process.kill(pid, 'SIGKILL')
    await waitFor(async () => !(await readPostmaster(clusterOf()))?.isAlive, 10_000)
    await writeFile(file, text.replace(/^\d+/, String(process.pid)))
    const second = await start()
    expect(second.isOwner).toBe(true)
    await query(second.url, 'select 1')
    await first.stop()
  })

  it('ends with a process that exits without stopping it', async () => {
    const other = await startElsewhere('process.exit(0)')
    expect(other.isOwner).toBe(true)
    await other.exited
    expect(await waitFor(async () => (await readPostmaster(clusterOf())) === null, 10_000)).toBe(true)
  })

  it('does not keep a process alive that has nothing left to do', async () => {
    const other = await startElsewhere('')
    await other.exited
    expect(other.child.exitCode).toBe(0)
  })

  it('is adopted, and stopped, by the next start when its process was killed', async () => {
    const other = await startElsewhere('process.kill(process.pid, "SIGKILL")')
    await other.exited
    const adopted = await start()
    expect(adopted).toMatchObject({ url: other.url, isOwner: true })
    await adopted.stop()
    expect(await readPostmaster(clusterOf())).toBeNull()
  })

  it('outlives a Ctrl-C that its process still has to act upon, and swallows none', async () => {
    const other = await startElsewhere(`
      setInterval(() => {}, 60_000)
      process.on('SIGINT', async () => {
        const { default: pg } = await import('pg')
        let answer
        // A server that was told to stop refuses new connections, at the latest after the first it still lets in.
        for (let round = 0; round < 20; round += 1) {
          const client = new pg.Client({ connectionString: server.url })
          await client.connect()
          answer = (await client.query('select 41 + 1 as answer')).rows[0].answer
          await client.end()
        }
        say('drained ' + answer)
        await server.stop()
        process.exit(0)
      })`)
    // The whole group, as a terminal does.
    process.kill(-(other.child.pid ?? 0), 'SIGINT')
    await other.exited
    expect(other.output()).toContain('drained 42')
    const undisturbed = await startElsewhere('setInterval(() => {}, 60_000)')
    process.kill(undisturbed.child.pid ?? 0, 'SIGTERM')
    await undisturbed.exited
    expect(undisturbed.child.signalCode).toBe('SIGTERM')
  })

  it('removes what a process left that died while it made the files', async () => {
    const dead = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
    await once(dead, 'exit')
    const server = await start('swept')
    await server.stop()
    await rm(join(folder, 'swept', 'postgres'), { recursive: true })
    await writeFile(join(folder, 'swept', `postgres.new-${dead.pid}-0a`), '')
    await writeFile(join(folder, 'swept', `postgres.new-${process.pid}-0b`), '')
    await (await start('swept')).stop()
    expect((await readdir(join(folder, 'swept'))).sort()).toEqual(['postgres', `postgres.new-${process.pid}-0b`])
  })

  it('says what PostgreSQL said when it cannot start', async () => {
    const server = await start('broken')
    await server.stop()
    const file = join(clusterOf('broken'), 'postgresql.conf')
    await writeFile(file, 'no_such_setting = 1\n', { flag: 'a' })
    await expect(start('broken')).rejects.toMatchObject({
      code: 'postgres.start_failed',
      message: expect.stringContaining('no_such_setting'),
    })
  })

  it.skipIf(!isRoot)('works for an ordinary user as well as for root', async () => {
    const open = await mkdtemp(join(tmpdir(), 'throughline-postgres-user-'))
    try {
      await chmod(open, 0o777)
      const other = await startElsewhere('await server.stop()', { dataDir: join(open, 'data'), uid: 65_534 })
      expect(other.isOwner).toBe(true)
      await other.exited
      expect((await stat(join(open, 'data', 'postgres', 'cluster'))).uid).toBe(65_534)
    } finally {
      await rm(open, { recursive: true, force: true })
    }
  })

  it.skipIf(!isRoot)('runs as another account than root, without a capability where it needs none', async () => {
    const open = await mkdtemp(join(tmpdir(), 'throughline-postgres-root-'))
    try {
      await chmod(open, 0o755)
      const server = await startEmbeddedPostgres({ dataDir: join(open, 'data'), log })
      const pid = (await readPostmaster(join(open, 'data', 'postgres', 'cluster')))?.pid ?? 0
      expect(isRunning(pid)).toBe(true)
      const status = await readFile(`/proc/${pid}/status`, 'utf8')
      expect(status).not.toMatch(/^Uid:\s+0/m)
      expect(status).toMatch(/^CapEff:\s+0+$/m)
      await server.stop()
    } finally {
      await rm(open, { recursive: true, force: true })
    }
  })
})

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query(text)
    return rows
  } finally {
    await client.end()
  }
}
