import type { Figure } from '../bench.ts'
import { freshDatabase, openMeasuredHub } from './measured-sync.ts'
import { startTools } from './start-tools.ts'

const incrementals = 7

interface Size {
  readonly items: number
  readonly fullMs: number
  readonly peakMemoryMiB: number
  readonly incrementalMs: number
  readonly requests: number
}

/**
 * The same hub with ten times the items: the memory of a worker over a full sync, and what an incremental sync with
 * nothing new costs, must not follow the size. The smaller size is the floor of the larger one.
 */
export async function measureScale(
  postgresUrl: string,
  sizes: readonly [number, number],
  note: (text: string) => void,
): Promise<Figure[]> {
  const [small, large] = [
    await measureSize(postgresUrl, sizes[0], note),
    await measureSize(postgresUrl, sizes[1], note),
  ]
  const compare = (what: string, unit: string, of: (size: Size) => number): Figure => ({
    figure: `${what}, ${large.items} items beside ${small.items}`,
    value: of(large),
    unit,
    floor: of(small),
    ratio: of(large) / of(small),
  })
  return [
    compare('worker’s peak memory over a full sync', 'MiB', (size) => size.peakMemoryMiB),
    compare('incremental sync with nothing new', 'ms', (size) => size.incrementalMs),
    compare('requests of an incremental sync with nothing new', 'requests', (size) => size.requests),
  ]
}

async function measureSize(postgresUrl: string, items: number, note: (text: string) => void): Promise<Size> {
  const each = items / 2
  const pulls = Math.round(each * 0.4)
  const simulator = await startTools([each, each - pulls, pulls])
  const databaseUrl = await freshDatabase(postgresUrl, `scale_${items}`)
  const hub = await openMeasuredHub({ which: 'both', tools: simulator.tools, databaseUrl })
  try {
    const full = await hub.sync('full')
    note(`${items} items: full sync ${Math.round(full.ms)} ms`)
    const peakMemoryMiB = await hub.peakMemoryMiB()
    await hub.readSides()
    const runs = []
    for (let run = 1; run <= incrementals; run += 1) runs.push(await hub.sync('incremental'))
    // The first one may still find what the full walk's overlap leaves to it.
    const settled = runs.slice(1).toSorted((one, other) => one.ms - other.ms)
    return {
      items,
      fullMs: full.ms,
      peakMemoryMiB,
      incrementalMs: settled[0]?.ms ?? Number.NaN,
      requests: Math.max(...settled.map((run) => run.requests)),
    }
  } finally {
    await hub.close()
    await simulator.stop()
  }
}
