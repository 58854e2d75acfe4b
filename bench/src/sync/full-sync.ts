import type { Figure } from '../bench.ts'
import { startChild } from '../child.ts'
import { freshDatabase, openMeasuredHub, type Which } from './measured-sync.ts'
import type { Tools } from './tools.ts'

const rounds = 3

/** What is measured against, and how much it holds. */
export interface Ground {
  readonly tools: Tools
  readonly postgresUrl: string
  readonly itemsEach: number
  readonly note: (text: string) => void
}

/**
 * A full sync beside fetching, parsing and copying the same pages: both in turn, several times, and of each the fastest
 * round, which other load on the machine disturbed least.
 */
export async function measureFullSync(
  which: Which,
  { tools, postgresUrl, itemsEach, note }: Ground,
): Promise<Figure[]> {
  const floors: Floor[] = []
  const syncs: { readonly ms: number; readonly peakMemoryMiB: number; readonly bytes: number }[] = []
  for (let round = 1; round <= rounds; round += 1) {
    const bare = await freshDatabase(postgresUrl, `floor_${which}_${round}`)
    const floor = startChild('./sync/floor-process.ts', [JSON.stringify(tools), bare, which])
    floors.push(JSON.parse(await floor.line()) as Floor)
    await floor.stop()
    const databaseUrl = await freshDatabase(postgresUrl, `bench_${which}_${round}`)
    const hub = await openMeasuredHub({ which, tools, databaseUrl })
    const { ms } = await hub.sync('full')
    syncs.push({ ms, peakMemoryMiB: await hub.peakMemoryMiB(), bytes: await hub.databaseBytes() })
    await hub.close()
    note(`${which}, round ${round}: floor ${Math.round(floors.at(-1)?.ms ?? 0)} ms, sync ${Math.round(ms)} ms`)
  }
  const items = which === 'both' ? 2 * itemsEach : itemsEach
  const perSecond = items / (Math.min(...syncs.map((sync) => sync.ms)) / 1_000)
  const floorPerSecond = items / (Math.min(...floors.map((floor) => floor.ms)) / 1_000)
  const pulled = floors[0]?.pulledBytes ?? Number.NaN
  const stored = Math.max(...syncs.map((sync) => sync.bytes))
  return [
    {
      figure: `${which}: full sync`,
      value: perSecond,
      unit: 'items/s',
      floor: floorPerSecond,
      ratio: floorPerSecond / perSecond,
    },
    {
      figure: `${which}: database, beside the JSON pulled`,
      value: stored / 2 ** 20,
      unit: 'MiB',
      floor: pulled / 2 ** 20,
      ratio: stored / pulled,
    },
    {
      figure: `${which}: worker’s peak memory`,
      value: Math.max(...syncs.map((sync) => sync.peakMemoryMiB)),
      unit: 'MiB',
      floor: null,
      ratio: null,
    },
  ]
}

interface Floor {
  readonly ms: number
  readonly pulledBytes: number
}
