import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Bench } from '../bench.ts'
import { measureAccuracy } from './accuracy.ts'
import { recordedEpics } from './recorded-epics.ts'
import { measureSpeed } from './speed.ts'

const recorded = fileURLToPath(new URL('../../../../shared/data/jira/titanium.issues.ndjson.gz', import.meta.url))

/** The record ends on a Sunday, and its epics began almost six years before. */
const recordedUntil = '2021-11-21'
const recordedWeeks = 310

/** Epics with fewer issues are no deliverables. */
const issuesMin = 10

/** How long forecasts take, and how good they were on real work, beside two simple ways of forecasting. */
export const forecastBench: Bench = {
  name: 'forecast',
  about: '500 deliverables with 10,000 trials each; forecasts of recorded epics against what came of them',
  async run(note) {
    const speed = measureSpeed(500, 10_000, note)
    if (!existsSync(recorded)) {
      note('../shared/data is absent: forecasts of recorded epics are left out')
      return speed
    }
    note('forecasts of every week of the recorded epics')
    return [...speed, ...measureAccuracy(await recordedEpics(recorded, issuesMin), recordedUntil, recordedWeeks)]
  },
}
