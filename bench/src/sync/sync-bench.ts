import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { type Hub, openHub, putConnection, requireSync, startSync } from '@throughline/hub'
import { createVault, startEmbeddedPostgres } from '@throughline/platform'
import pg from 'pg'
import type { Bench, Figure } from '../bench.ts'
import { startChild } from '../child.ts'
import type { Tools } from './tools.ts'

const itemsEach = Number(process.env.THROUGHLINE_BENCH_ITEMS ?? 20_000)
const pulls = Math.round(itemsEach * 0.4)
const rounds = 3

/** Full sync of as many items from Jira and from GitHub, beside fetching, parsing and copying the same pages. */
export const syncBench: Bench = {
  name: 'sync',
  about: `full sync of ${itemsEach} items each from Jira and GitHub, PostgreSQL queues, one worker`,
  async run(note) {
    const dataDir = await mkdtemp(`${tmpdir()}/throughline-bench-`)
    const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
    const postgres = await startEmbeddedPostgres({ dataDir, log: quiet })
    const simulator = startChild('./sync/simulator-process.ts', [itemsEach, itemsEach - pulls, pulls].map(String))
    try {
      note('the simulators generate their data')
      const tools = JSON.parse(await simulator.line()) as Tools
      const figures: Figure[] = []
      for (const which of ['jira', 'github', 'both'] as const) {
        figures.push(...(await measure(which, tools, postgres.url, note)))
      }
      return figures
    } finally {
      await simulator.stop()
      await postgres.stop()
      await rm(dataDir, { recursive: true, force: true })
    }
  },
}

/** Both sides in turn, several times; of each the fastest round, which other load on the machine disturbed least. */
async function measure(
  which: 'jira' | 'github' | 'both',
  tools: Tools,
  postgresUrl: string,
  note: (text: string) => void,
): Promise<Figure[]> {
  const floors: number[] = []
  const syncs: Measured[] = []
  for (let round = 1; round <= rounds; round += 1) {
    const database = await freshDatabase(postgresUrl, `bench_${which}_${round}`)
    const bare = await freshDatabase(postgresUrl, `floor_${which}_${round}`)
    const floor = startChild('./sync/floor-process.ts', [JSON.stringify(tools), bare, which])
    floors.push((JSON.parse(await floor.line()) as { ms: number }).ms)
    await floor.stop()
    syncs.push(await syncOnce(which, tools, database))
    note(
      `${which}, round ${round}: floor ${Math.round(floors.at(-1) ?? 0)} ms, sync ${Math.round(syncs.at(-1)?.ms ?? 0)} ms`,
    )
  }
  const items = which === 'both' ? 2 * itemsEach : itemsEach
  const perSecond = items / (Math.min(...syncs.map((sync) => sync.ms)) / 1_000)
  const floorPerSecond = items / (Math.min(...floors) / 1_000)
  const peak = Math.max(...syncs.map((sync) => sync.peakMemoryMiB))
  return [
    {
      figure: `${which}: full sync`,
      value: perSecond,
      unit: 'items/s',
      floor: floorPerSecond,
      ratio: floorPerSecond / perSecond,
    },
    { figure: `${which}: worker’s peak memory`, value: peak, unit: 'MiB', floor: null, ratio: null },
  ]
}

interface Measured {
  readonly ms: number
  readonly peakMemoryMiB: number
}

async function syncOnce(which: 'jira' | 'github' | 'both', tools: Tools, databaseUrl: string): Promise<Measured> {
  const key = randomBytes(32)
  const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined }
  const { hub, close } = await openHub({
    databaseUrl,
    redisUrl: null,
    vault: createVault(key),
    clock: Date.now,
    log: quiet,
    allowPrivateHosts: true,
    syncEveryMinutes: 24 * 60,
    weeklyReportAt: '0 6 * * 1',
  })
  const worker = startChild('./sync/worker-process.ts', [databaseUrl, key.toString('base64')])
  try {
    await worker.line()
    await connect(hub, tools)
    const began = performance.now()
    const started = []
    if (which !== 'github') started.push(await startSync(hub, 'jira', { mode: 'full' }))
    if (which !== 'jira') started.push(await startSync(hub, 'github', { mode: 'full' }))
    for (const sync of started) await untilSucceeded(hub, sync.id)
    return { ms: performance.now() - began, peakMemoryMiB: await worker.peakMemoryMiB() }
  } finally {
    await worker.stop()
    await close()
  }
}

async function connect(hub: Hub, tools: Tools): Promise<void> {
  await putConnection(hub, 'jira', {
    kind: 'jira',
    baseUrl: tools.jiraUrl,
    auth: tools.jiraAuth,
    scopes: ['BULK'],
  })
  await putConnection(hub, 'github', {
    kind: 'github',
    baseUrl: tools.githubUrl,
    auth: tools.githubAuth,
    scopes: ['bulk/load'],
  })
}

async function untilSucceeded(hub: Hub, id: string): Promise<void> {
  for (;;) {
    const sync = await requireSync(hub, id)
    if (sync.status === 'succeeded') return
    if (sync.finishedAt !== null) throw new Error(`The sync ended as ${sync.status}: ${JSON.stringify(sync.scopes)}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function freshDatabase(postgresUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: postgresUrl })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  const url = new URL(postgresUrl)
  url.pathname = `/${name}`
  return url.toString()
}
