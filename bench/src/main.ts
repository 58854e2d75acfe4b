import { parseArgs } from 'node:util'
import { apiBench } from './api/api-bench.ts'
import type { Bench } from './bench.ts'
import { forecastBench } from './forecast/forecast-bench.ts'
import { linkBench } from './link/link-bench.ts'
import { reportBench } from './report/report-bench.ts'
import { settleBench } from './settle/settle-bench.ts'
import { syncBench } from './sync/sync-bench.ts'

const benches: readonly Bench[] = [syncBench, linkBench, settleBench, forecastBench, reportBench, apiBench]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
})

if (values.help) {
  console.log('npm run bench [-- NAME...] [-- --json]\n')
  for (const bench of benches) console.log(`  ${bench.name.padEnd(10)} ${bench.about}`)
} else {
  const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name))
  if (unknown.length > 0) {
    console.error(
      `There is no benchmark ${unknown.join(', ')}. There are: ${benches.map((bench) => bench.name).join(', ')}.`,
    )
    process.exit(2)
  }
  const chosen = benches.filter((bench) => positionals.length === 0 || positionals.includes(bench.name))
  for (const bench of chosen) {
    const figures = await bench.run((text) => console.error(`${bench.name}: ${text}`))
    if (values.json) {
      for (const figure of figures) console.log(JSON.stringify({ bench: bench.name, ...figure }))
    } else {
      console.log(`\n${bench.name}: ${bench.about}`)
      console.table(
        figures.map(({ figure, value, unit, floor, ratio }) => ({
          figure,
          value: round(value),
          unit,
          floor: floor === null ? '' : round(floor),
          ratio: ratio === null ? '' : round(ratio),
        })),
      )
    }
  }
}

function round(value: number): number {
  return Number(value.toPrecision(4))
}
