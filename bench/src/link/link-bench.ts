import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { startEmbeddedPostgres } from '@throughline/platform'
import type { Bench } from '../bench.ts'
import { measureEverything } from './everything.ts'
import { openLinkHub } from './link-hub.ts'
import { measureChanges } from './one-change.ts'
import { itemCount, storePortfolio } from './portfolio.ts'

/** A large plan over a large portfolio: all of it linked, and one change of it. */
export const linkBench: Bench = {
  name: 'link',
  about: `a plan of 50 objectives, 500 deliverables and 2,000 selectors over ${itemCount} items: linked, and changed`,
  async run(note) {
    const dataDir = await mkdtemp(`${tmpdir()}/throughline-bench-`)
    const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
    const postgres = await startEmbeddedPostgres({ dataDir, log: quiet })
    try {
      const linking = await openLinkHub(postgres.url)
      try {
        note('the portfolio is stored')
        await storePortfolio(linking.hub)
        return [...(await measureEverything(linking, note)), ...(await measureChanges(linking, note))]
      } finally {
        await linking.close()
      }
    } finally {
      await postgres.stop()
      await rm(dataDir, { recursive: true, force: true })
    }
  },
}
