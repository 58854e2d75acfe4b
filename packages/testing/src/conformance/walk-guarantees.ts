import assert from 'node:assert/strict'
import { stored, walkAsJob, walkRangesAsJob } from './as-a-job.ts'
import type { ConnectorHarness } from './connector-harness.ts'
import type { Guarantee } from './guarantee.ts'

const HOUR_MS = 3_600_000

/** What a connector promises of its walks. */
export const walkGuarantees: readonly Guarantee[] = [
  {
    name: 'a full walk in one range brings everything as it stands, and nothing else',
    async prove(harness) {
      const { records } = await walkAsJob(harness, harness.connect())
      assertTruth(harness, records)
    },
  },
  {
    name: 'a full walk divided into ranges brings the same, in whatever order they are walked',
    async prove(harness) {
      const forwards = await walkRangesAsJob(harness)
      const backwards = await walkRangesAsJob(harness, (ranges) => ranges.toReversed())
      assertTruth(harness, forwards.records)
      assertTruth(harness, backwards.records)
      const whole = await walkAsJob(harness, harness.connect())
      assert.deepEqual(sorted(forwards.moves), sorted(whole.moves), 'the ranges tell the moves that one range tells')
      const { expected } = forwards
      assert.ok(expected === null || expected >= harness.truth().size, 'the expectation is not below what is there')
    },
  },
  {
    name: 'ranges that are walked at the same time bring the same',
    async prove(harness) {
      const { scope } = harness
      const source = harness.connect()
      const { ranges } = await source.split({ scope, signal: new AbortController().signal })
      const walks = await Promise.all(ranges.map((from) => walkAsJob(harness, source, { from })))
      assertTruth(harness, new Map(walks.flatMap(({ records }) => [...records])))
    },
  },
  {
    name: 'a walk goes on after every page, whoever continues it',
    async prove(harness) {
      const whole = await walkAsJob(harness, harness.connect())
      for (const [index, from] of whole.cursors.entries()) {
        const before = new Set<string>()
        const { signal } = new AbortController()
        let pages = 0
        for await (const page of harness.connect().walk({ scope: harness.scope, since: null, from: null, signal })) {
          for (const { key } of page.records) before.add(key)
          pages += 1
          if (pages > index) break
        }
        const rest = await walkAsJob(harness, harness.connect(), { from })
        assertKeys(harness, [...before, ...rest.records.keys()])
      }
    },
  },
  {
    name: 'marks join in any order to one from which a later walk brings what changed',
    async prove(harness) {
      const { parts } = await walkRangesAsJob(harness, function* (ranges) {
        for (const range of ranges) {
          yield range
          harness.wait(60_000)
        }
      })
      const source = harness.connect()
      const mark = source.joinMarks(parts)
      for (let turn = 0; turn < parts.length; turn += 1) {
        const turned = [...parts.slice(turn), ...parts.slice(0, turn)]
        assert.deepEqual(source.joinMarks(turned), mark, 'turned parts join to the same mark')
        assert.deepEqual(source.joinMarks(turned.toReversed()), mark, 'reversed parts join to the same mark')
      }
      harness.wait(HOUR_MS)
      const [edited = ''] = harness.truth().keys()
      harness.edit(edited)
      const created = harness.create()
      const news = await walkAsJob(harness, harness.connect(), { since: stored(mark) })
      const truth = harness.truth()
      for (const key of [edited, created]) {
        assert.equal(news.records.get(key)?.updatedAt, truth.get(key), `${key} came as it stands`)
      }
      harness.wait(HOUR_MS)
      harness.edit(created)
      const later = await walkAsJob(harness, harness.connect(), { since: stored(source.joinMarks([news.mark])) })
      assert.equal(later.records.get(created)?.updatedAt, harness.truth().get(created), 'the next mark works too')
    },
  },
  {
    name: 'nothing that changes while ranges are walked is lost by the walk that follows',
    async prove(harness) {
      const keys = [...harness.truth().keys()]
      const changed: string[] = []
      const { parts, records } = await walkRangesAsJob(harness, function* (ranges) {
        for (const range of ranges) {
          yield range
          // Longer than the overlaps that connectors hold their marks back by, so that the marks have to be right.
          harness.wait(HOUR_MS)
          // One of a range that was walked and one of a range that was not, whichever way they run; each edited once.
          const edited = [keys.shift() ?? '', keys.pop() ?? '']
          for (const key of edited) harness.edit(key)
          changed.push(...edited, harness.create())
        }
      })
      const mark = harness.connect().joinMarks(parts)
      const news = await walkAsJob(harness, harness.connect(), { since: stored(mark) })
      const truth = harness.truth()
      for (const key of changed) {
        const found = news.records.get(key) ?? records.get(key)
        assert.equal(found?.updatedAt, truth.get(key), `${key} came as it stands`)
      }
    },
  },
  {
    name: 'every request is told with the page it was made for',
    async prove(harness) {
      const before = harness.requests()
      harness.failNext({ status: 500, skip: 2 })
      const { requests } = await walkRangesAsJob(harness)
      assert.equal(requests, harness.requests() - before)
    },
  },
  {
    name: 'a record that cannot be read is shown with its key, and the rest of its page comes',
    async prove(harness) {
      const key = harness.poison()
      const { records, quarantined } = await walkAsJob(harness, harness.connect())
      assert.deepEqual([...new Set(quarantined.map((each) => each.key))], [key])
      assert.notEqual(quarantined[0]?.reason.trim(), '')
      assertKeys(harness, [...records.keys(), key])
    },
  },
]

/** The records are those of the tool, each as it stands. */
export function assertTruth(harness: ConnectorHarness, records: ReadonlyMap<string, { updatedAt: number }>): void {
  assert.deepEqual(
    Object.fromEntries([...records].map(([key, { updatedAt }]) => [key, updatedAt]).sort()),
    Object.fromEntries([...harness.truth()].sort()),
  )
}

function assertKeys(harness: ConnectorHarness, keys: readonly string[]): void {
  assert.deepEqual([...new Set(keys)].sort(), [...harness.truth().keys()].sort())
}

function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([one], [other]) => (one < other ? -1 : 1))
}
