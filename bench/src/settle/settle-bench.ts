import { listKpis, planParts } from '@throughline/hub'
import type { Bench, Figure } from '../bench.ts'
import { type BigHub, withBigHub } from '../hub/big-hub.ts'
import { planId } from '../link/big-plan.ts'
import { itemCount } from '../link/portfolio.ts'

const counts = [1, 10, 100, 1_000]
const rounds = 5

/** Settling after some items changed, and the first numbers after it, beside reading the rows of those items. */
export const settleBench: Bench = {
  name: 'settle',
  about: `k of ${itemCount} items changed: related, linked and measured again, beside reading their rows`,
  run: (note) =>
    withBigHub(note, async (big) => {
      // The process holds the portfolio, as one that runs does.
      await measure(big)
      const figures: Figure[] = []
      for (const count of counts) figures.push(...(await measureCount(big, count, note)))
      return figures
    }),
}

async function measureCount(big: BigHub, count: number, note: (text: string) => void): Promise<Figure[]> {
  const settles: number[] = []
  const measures: number[] = []
  const reads: number[] = []
  for (let round = 1; round <= rounds; round += 1) {
    const ids = await change(big, count, round)
    settles.push(await big.settle())
    measures.push(await measure(big))
    reads.push(await big.read(ids))
    note(`${count} changed, round ${round}: settled in ${ms(settles)} ms, measured in ${ms(measures)} ms`)
  }
  const read = Math.min(...reads)
  const figure = (name: string, seconds: readonly number[]): Figure => {
    const value = Math.min(...seconds)
    return { figure: name, value: value * 1_000, unit: 'ms', floor: read * 1_000, ratio: value / read }
  }
  const items = `${count} changed ${count === 1 ? 'item' : 'items'}`
  return [figure(`${items}: related and linked`, settles), figure(`${items}: progress and KPIs after that`, measures)]
}

/** Changes labels of items all over the portfolio, as a page of a sync would leave them; answers which. */
async function change({ hub }: BigHub, count: number, round: number): Promise<number[]> {
  const { rows } = await hub.database.pool.query<{ id: number }>(changeSql, [count, round, itemCount])
  return rows.map(({ id }) => id)
}

/** Progress of everything and all KPIs as of now, without forecasts; answers how long that took, in seconds. */
async function measure({ hub }: BigHub): Promise<number> {
  const began = performance.now()
  await planParts(hub, planId)
  await listKpis(hub, planId)
  return (performance.now() - began) / 1_000
}

function ms(seconds: readonly number[]): string {
  return ((seconds.at(-1) ?? Number.NaN) * 1_000).toFixed(0)
}

const changeSql = `
with changed as (
  update item set labels = array['team-' || (id + $2::int) % 40 || '/Area-' || id % 12], changed_at = now()
  where id in (select ((place * 97 + $2::int * 1009) % $3::int) + 1 from generate_series(1, $1::int) place)
  returning id
), dirty as (
  insert into dirty_item (item_id) select id from changed on conflict do nothing
)
select id from changed`
