import assert from 'node:assert/strict'
import { AuthExpiredError } from '@throughline/errors'
import type { Source } from '@throughline/source'
import { until } from '../wait-for.ts'
import { censusAsJob, fetchAsJob, walkAsJob, walkRangesAsJob } from './as-a-job.ts'
import type { ConnectorHarness } from './connector-harness.ts'
import type { Guarantee } from './guarantee.ts'
import { assertTruth } from './walk-guarantees.ts'
import { drawFaults, HANG, WIRE_FAULTS } from './wire-faults.ts'

const FAULTS_PER_RUN = 12
const SEEDS = [1, 2, 3, 4, 5]

/** Requests that a connection has under way at once, unless tuned. */
const IN_FLIGHT_MAX = 4

/** What a connector promises for when something goes wrong, or is called off. */
export const failureGuarantees: readonly Guarantee[] = [
  ...SEEDS.map(
    (seed): Guarantee => ({
      name: `whatever goes wrong on the wire, the result is the same (seed ${seed})`,
      async prove(harness) {
        const clean = await walkAsJob(harness, harness.connect())
        strike(harness, seed)
        const { records, moves } = await walkRangesAsJob(harness)
        assertTruth(harness, records)
        assert.deepEqual(new Set(moves.keys()), new Set(clean.moves.keys()))
        strike(harness, seed + 100)
        const { entries } = await censusAsJob(harness)
        const keys = [...harness.truth().keys()]
        assert.deepEqual([...entries.keys()].sort(), keys.toSorted())
        strike(harness, seed + 200)
        const answers = await fetchAsJob(harness, keys)
        for (const [key, { kind }] of answers) assert.equal(kind, 'record', key)
      },
    }),
  ),
  {
    name: 'a tool that does not answer is not waited for without end, and loses nothing',
    async prove(harness) {
      harness.failNext({ ...HANG, skip: 1 })
      const { records } = await walkRangesAsJob(harness)
      assertTruth(harness, records)
    },
  },
  {
    name: 'an abort ends what is under way with its own reason',
    async prove(harness) {
      const { scope } = harness
      const keys = [...harness.truth().keys()]
      await assertAborts(harness, (source, signal) => drain(source.walk({ scope, since: null, from: null, signal })))
      await assertAborts(harness, (source, signal) => drain(source.census({ scope, from: null, signal })))
      await assertAborts(harness, (source, signal) => drain(source.fetch({ scope, keys, signal })))
      await assertAborts(harness, (source, signal) => source.split({ scope, signal }))
      await assertAborts(harness, (source, signal) => source.count(scope, signal))
    },
  },
  {
    name: 'an abort between two pages ends the walk with its own reason',
    async prove(harness) {
      const controller = new AbortController()
      const reason = new Error('called off')
      const { signal } = controller
      const walk = harness.connect().walk({ scope: harness.scope, since: null, from: null, signal })
      const pages = walk[Symbol.asyncIterator]()
      const first = await pages.next()
      assert.ok(first.done !== true && first.value.next !== null, 'the scope has more than one page')
      controller.abort(reason)
      await assert.rejects(pages.next(), (error) => error === reason)
    },
  },
  {
    name: 'refused credentials are told as such, and not tried again and again',
    async prove(harness) {
      harness.revoke()
      const before = harness.requests()
      await assert.rejects(walkAsJob(harness, harness.connect()), AuthExpiredError)
      assert.ok(harness.requests() - before <= IN_FLIGHT_MAX, 'at most what was under way at once')
    },
  },
]

function strike(harness: ConnectorHarness, seed: number): void {
  for (const fault of drawFaults(seed, FAULTS_PER_RUN, [...WIRE_FAULTS, ...harness.ownFaults])) harness.failNext(fault)
}

/** Before the first request, and while one hangs. */
async function assertAborts(
  harness: ConnectorHarness,
  begin: (source: Source, signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  const reason = new Error('called off')
  await assert.rejects(begin(harness.connect(), AbortSignal.abort(reason)), (error) => error === reason)
  const controller = new AbortController()
  const before = harness.requests()
  harness.failNext(HANG)
  const underway = begin(harness.connect(), controller.signal)
  const ended = assert.rejects(underway, (error) => error === reason)
  await until(() => harness.requests() > before, { what: 'the request has arrived' })
  controller.abort(reason)
  await ended
}

async function drain(pages: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of pages) {
    // Only whether it ends matters.
  }
}
