import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { specValidator } from '@throughline/simulator'
import { describe, expect, test } from 'vitest'
import { markOf, startJira, walk } from './test-jira.ts'

const specs = fileURLToPath(new URL('../../../../shared/specs', import.meta.url))
const isAbsent = !existsSync(specs)
if (isAbsent && process.env.CI !== 'true') {
  process.stderr.write(`skipped: Jira's API description is not at ${specs}\n`)
}

describe.skipIf(isAbsent && process.env.CI !== 'true')('what Jira is asked', () => {
  test('is what its API description allows, in walks and checks alike', async () => {
    const jira = await startJira()
    try {
      const mark = markOf(await walk(jira.source))
      jira.clock.now += 3_600_000
      jira.simulator.control.patchJiraIssue('BULK-1', { labels: [] })
      await walk(jira.source, { since: mark })
      await jira.source.check(['BULK', 'NOPE'], new AbortController().signal)
      const validator = await specValidator(specs)
      const requests = jira.simulator.control.requests('jira')
      expect(new Set(requests.map(({ endpoint }) => endpoint)).size).toBeGreaterThanOrEqual(6)
      expect(
        requests.flatMap(({ method, path, query, body }) =>
          validator.validateRequest('jira', method, path, query, body),
        ),
      ).toEqual([])
    } finally {
      await jira.close()
    }
  })
})
