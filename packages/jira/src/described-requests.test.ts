import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { specValidator } from '@throughline/simulator'
import type { Cursor } from '@throughline/source'
import { describe, expect, test } from 'vitest'
import { all, markOf, startJira, type TestJira, walk } from './test-jira.ts'

const specs = fileURLToPath(new URL('../../../../shared/specs', import.meta.url))
const isAbsent = !existsSync(specs)
if (isAbsent && process.env.CI !== 'true') {
  process.stderr.write(`skipped: Jira's API description is not at ${specs}\n`)
}

/** Webhooks of administrators stand outside the described API, in Jira’s own documentation alone. */
const UNDESCRIBED = ['/rest/webhooks/1.0/webhook']

const signal = new AbortController().signal

/** Makes the connector ask everything that it ever asks a Cloud site. */
async function askEverything(jira: TestJira): Promise<void> {
  const { clock, connect, simulator } = jira
  const source = connect({}, {}, { wholeUpTo: 100, rangeIssues: 60 })
  const { ranges } = await source.split({ scope: 'BULK', signal })
  const parts: Cursor[] = []
  for (const from of ranges) parts.push(markOf(await walk(source, { from })))
  clock.now += 3_600_000
  simulator.control.patchJiraIssue('BULK-1', { labels: [] })
  simulator.control.deleteJiraIssue('BULK-2')
  await walk(source, { since: source.joinMarks(parts) })
  await source.count('BULK', signal)
  await all(source.census({ scope: 'BULK', from: null, signal }))
  await all(source.fetch({ scope: 'BULK', keys: ['BULK-1', 'BULK-2'], signal }))
  await all(source.side({ scope: 'BULK', stream: 'releases', since: null, from: null, pulls: [], signal }))
  await source.check(['BULK', 'NOPE'], signal)
  await source.register({ url: 'https://hub.example.org/', secret: 'secret', scopes: ['BULK'], signal })
  simulator.control.failNext({ match: { path: '/changelog/bulkfetch' }, status: 404 })
  await walk(connect())
}

describe.skipIf(isAbsent && process.env.CI !== 'true')('what Jira is asked', () => {
  test('is what its API description allows, whatever it is asked for', async () => {
    const jira = await startJira()
    try {
      await askEverything(jira)
      const validator = await specValidator(specs)
      const { control } = jira.simulator
      const requests = control
        .requests('jira')
        .filter(({ path, fault }) => fault === null && !UNDESCRIBED.includes(path))
      expect(new Set(requests.map(({ endpoint }) => endpoint))).toEqual(
        new Set([
          'GET /rest/api/3/field',
          'GET /rest/api/3/issue/{issueIdOrKey}',
          'GET /rest/api/3/issue/{issueIdOrKey}/changelog',
          'GET /rest/api/3/mypermissions',
          'GET /rest/api/3/myself',
          'GET /rest/api/3/project/{projectIdOrKey}/components',
          'GET /rest/api/3/project/{projectIdOrKey}/statuses',
          'GET /rest/api/3/project/{projectIdOrKey}/versions',
          'GET /rest/api/3/resolution',
          'GET /rest/api/3/status',
          'POST /rest/api/3/changelog/bulkfetch',
          'POST /rest/api/3/issue/bulkfetch',
          'POST /rest/api/3/search/approximate-count',
          'POST /rest/api/3/search/jql',
        ]),
      )
      const findings = requests.flatMap(({ method, path, query, body }) =>
        validator.validateRequest('jira', method, path, query, body),
      )
      expect([...new Set(findings)]).toEqual([])
    } finally {
      await jira.close()
    }
  }, 30_000)
})
