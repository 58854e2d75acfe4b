import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { startEmbeddedPostgres } from '@throughline/platform'
import { type LinkHub, openLinkHub } from '../link/link-hub.ts'
import { storePortfolio } from '../link/portfolio.ts'
import { measuredPlan } from './measured-plan.ts'

/** A hub over 100,000 items whose plan of 500 deliverables and 20 KPIs is settled. */
export interface BigHub extends LinkHub {
  readonly databaseUrl: string
  /** Reads everything that numbers stand on from PostgreSQL; answers how long that took, in seconds. */
  readPortfolio(): Promise<number>
}

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

/** Runs `work` with a big hub on a PostgreSQL of its own, and takes both down afterwards. */
export async function withBigHub<T>(note: (text: string) => void, work: (hub: BigHub) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(`${tmpdir()}/throughline-bench-`)
  const postgres = await startEmbeddedPostgres({ dataDir, log: quiet })
  try {
    const linking = await openLinkHub(postgres.url)
    try {
      note('the portfolio is stored')
      await storePortfolio(linking.hub)
      await linking.put(measuredPlan())
      await linking.settle()
      await linking.hub.database.pool.query('vacuum analyze')
      const readPortfolio = async () => {
        const began = performance.now()
        await linking.hub.database.pool.query('select * from item')
        await linking.hub.database.pool.query('select * from link')
        return (performance.now() - began) / 1_000
      }
      return await work({ ...linking, databaseUrl: postgres.url, readPortfolio })
    } finally {
      await linking.close()
    }
  } finally {
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
