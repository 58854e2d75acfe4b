import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { startEmbeddedPostgres } from '@throughline/platform'
import type { Bench, Figure } from '../bench.ts'
import { measureFullSync } from './full-sync.ts'
import { measureScale } from './scale.ts'
import { startTools } from './start-tools.ts'
import { measureWorkers } from './workers.ts'

const itemsEach = Number(process.env.THROUGHLINE_BENCH_ITEMS ?? 20_000)

/** Full syncs beside their floor, ten times the items beside the fewer, and three workers beside one. */
export const syncBench: Bench = {
  name: 'sync',
  about: `full syncs of ${itemsEach} items each from Jira and GitHub, with one worker on PostgreSQL; growth; more workers`,
  async run(note) {
    const dataDir = await mkdtemp(`${tmpdir()}/throughline-bench-`)
    const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
    const postgres = await startEmbeddedPostgres({ dataDir, log: quiet })
    try {
      note('the simulators generate their data')
      const pulls = Math.round(itemsEach * 0.4)
      const simulator = await startTools([itemsEach, itemsEach - pulls, pulls])
      const ground = { tools: simulator.tools, postgresUrl: postgres.url, itemsEach, note }
      const figures: Figure[] = []
      for (const which of ['jira', 'github', 'both'] as const) figures.push(...(await measureFullSync(which, ground)))
      await simulator.stop()
      figures.push(...(await measureScale(postgres.url, [itemsEach / 2, itemsEach * 5], note)))
      figures.push(...(await measureWorkers(postgres.url, itemsEach, note)))
      return figures
    } finally {
      await postgres.stop()
      await rm(dataDir, { recursive: true, force: true })
    }
  },
}
