import assert from 'node:assert/strict'
import { censusAsJob, fetchAsJob } from './as-a-job.ts'
import type { Guarantee } from './guarantee.ts'

/** What a connector promises of its counts, its census and its answers by key. */
export const questionGuarantees: readonly Guarantee[] = [
  {
    name: 'the census lists what the tool shows, each item with its time of last update or none',
    async prove(harness) {
      const { entries } = await censusAsJob(harness)
      const truth = harness.truth()
      assert.deepEqual([...entries.keys()].sort(), [...truth.keys()].sort())
      for (const [key, updatedAt] of entries) assert.ok(updatedAt === null || updatedAt === truth.get(key), key)
    },
  },
  {
    name: 'a census goes on after every page, whoever continues it',
    async prove(harness) {
      const whole = await censusAsJob(harness)
      const { signal } = new AbortController()
      for (const [index, from] of whole.cursors.entries()) {
        const before = new Set<string>()
        let pages = 0
        for await (const page of harness.connect().census({ scope: harness.scope, from: null, signal })) {
          for (const { key } of page.entries) before.add(key)
          pages += 1
          if (pages > index) break
        }
        const rest = await censusAsJob(harness, from)
        assert.deepEqual([...new Set([...before, ...rest.entries.keys()])].sort(), [...harness.truth().keys()].sort())
      }
    },
  },
  {
    name: 'a deleted item leaves the census and the count, a created one enters both',
    async prove(harness) {
      const [removed = ''] = harness.truth().keys()
      harness.remove(removed)
      const created = harness.create()
      const { entries } = await censusAsJob(harness)
      assert.ok(!entries.has(removed), 'the deleted one is not listed')
      assert.ok(entries.has(created), 'the created one is listed')
      const source = harness.connect()
      const { count, requests } = await source.count(harness.scope, new AbortController().signal)
      if (source.countsExactly) assert.equal(count, harness.truth().size)
      else assert.ok(count === null || count >= 0)
      assert.ok(requests >= 1, 'counting took a request')
    },
  },
  {
    name: 'every key asked for is answered once: as it stands, or as gone',
    async prove(harness) {
      const keys = [...harness.truth().keys()]
      const [removed = ''] = keys
      harness.remove(removed)
      const answers = await fetchAsJob(harness, [...keys, harness.unknownKey])
      const truth = harness.truth()
      for (const [key, answer] of answers) {
        if (answer.kind === 'record') assert.equal(answer.record.updatedAt, truth.get(key), `${key} came as it stands`)
        else assert.equal(answer.kind, 'gone', `${key} is gone`)
      }
      assert.equal(answers.get(removed)?.kind, 'gone')
      assert.equal(answers.get(harness.unknownKey)?.kind, 'gone')
      assert.equal([...answers.values()].filter(({ kind }) => kind === 'record').length, truth.size)
    },
  },
  {
    name: 'asking for nothing is answered with nothing',
    async prove(harness) {
      assert.equal((await fetchAsJob(harness, [])).size, 0)
    },
  },
  {
    name: 'a record that cannot be read is quarantined when it is asked for, and the others come',
    async prove(harness) {
      const poisoned = harness.poison()
      const keys = [poisoned, ...[...harness.truth().keys()].filter((key) => key !== poisoned).slice(0, 5)]
      const answers = await fetchAsJob(harness, keys)
      const kinds = keys.map((key) => answers.get(key)?.kind)
      assert.deepEqual(kinds, ['quarantined', ...keys.slice(1).map(() => 'record')])
    },
  },
  {
    name: 'a census names an item that cannot be read, so that it does not count as gone',
    async prove(harness) {
      const poisoned = harness.poison()
      const { entries, quarantined } = await censusAsJob(harness)
      assert.ok(entries.has(poisoned) || quarantined.some(({ key }) => key === poisoned))
      assert.equal(entries.size + (entries.has(poisoned) ? 0 : 1), harness.truth().size)
    },
  },
]
