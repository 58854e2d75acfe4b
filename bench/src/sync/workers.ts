import { startRedis } from '@throughline/testing'
import type { Figure } from '../bench.ts'
import { freshDatabase, openMeasuredHub } from './measured-sync.ts'
import { startTools } from './start-tools.ts'

const latencyMs = 200

/** A full sync of Jira by three workers beside one, on Redis, from a tool that takes its time and has quota to spare. */
export async function measureWorkers(
  postgresUrl: string,
  items: number,
  note: (text: string) => void,
): Promise<Figure[]> {
  const redis = await startRedis()
  if (redis === null) {
    note('three workers beside one: left out, there is no redis-server on this machine')
    return []
  }
  const simulator = await startTools([items, 0, 0, latencyMs])
  try {
    const perSecond = async (workers: number) => {
      const databaseUrl = await freshDatabase(postgresUrl, `workers_${workers}`)
      await redis.flush()
      const hub = await openMeasuredHub({
        which: 'jira',
        tools: simulator.tools,
        databaseUrl,
        redisUrl: redis.url,
        workers,
      })
      const { ms } = await hub.sync('full')
      await hub.close()
      note(`${workers} of the workers: ${Math.round(ms)} ms`)
      return items / (ms / 1_000)
    }
    const [one, three] = [await perSecond(1), await perSecond(3)]
    return [
      {
        figure: `jira: three workers beside one, answers after ${latencyMs} ms`,
        value: three,
        unit: 'items/s',
        floor: one,
        ratio: three / one,
      },
    ]
  } finally {
    await simulator.stop()
    await redis.stop()
  }
}
