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

type Question = (source: Source, harness: ConnectorHarness, signal: AbortSignal) => Promise<unknown>

/** All that can take long. */
const QUESTIONS: Readonly<Record<string, Question>> = {
  split: (source, { scope }, signal) => source.split({ scope, signal }),
  walk: (source, { scope }, signal) => drain(source.walk({ scope, since: null, from: null, signal })),
  count: (source, { scope }, signal) => source.count(scope, signal),
  census: (source, { scope }, signal) => drain(source.census({ scope, from: null, signal })),
  fetch: (source, { scope, truth }, signal) => drain(source.fetch({ scope, keys: [...truth().keys()], signal })),
}

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
  ...Object.entries(QUESTIONS).map(
    ([what, ask]): Guarantee => ({
      name: `an abort ends a ${what} with its own reason, before it begins and while the tool does not answer`,
      prove: (harness) => assertAborts(harness, what, ask),
    }),
  ),
  {
    name: 'an abort between two pages ends the walk with its own reason, after the page under way at most',
    async prove(harness) {
      const controller = new AbortController()
      const reason = new Error('called off')
      const { signal } = controller
      const walk = harness.connect().walk({ scope: harness.scope, since: null, from: null, signal })
      const pages = walk[Symbol.asyncIterator]()
      const first = await pages.next()
      assert.ok(first.done !== true && first.value.next !== null, 'the scope has several pages')
      controller.abort(reason)
      const second = await pages.next().catch(identity)
      const end = second === reason ? second : await pages.next().catch(identity)
      assert.equal(end, reason)
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

async function assertAborts(harness: ConnectorHarness, what: string, ask: Question): Promise<void> {
  const reason = new Error('called off')
  const outcomeOf = (signal: AbortSignal) => ask(harness.connect(), harness, signal).then(() => null, identity)
  const before = harness.requests()
  assert.equal(await outcomeOf(AbortSignal.abort(reason)), reason, `a ${what} that was called off does not begin`)
  assert.equal(harness.requests(), before, 'and asks nothing')
  const controller = new AbortController()
  harness.failNext(HANG)
  const outcome = outcomeOf(controller.signal)
  await until(() => harness.requests() > before, { what: `the ${what} has sent a request` })
  controller.abort(reason)
  assert.equal(await outcome, reason, `a ${what} that is called off ends`)
}

function identity(error: unknown): unknown {
  return error
}

async function drain(pages: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of pages) {
    // Only whether it ends matters.
  }
}
