import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { specValidator } from '@throughline/simulator'
import { describe, expect, test } from 'vitest'
import { markOf, REPO, startGithub, walk } from './test-github.ts'

const specs = fileURLToPath(new URL('../../../../shared/specs', import.meta.url))
const isAbsent = !existsSync(specs)
if (isAbsent && process.env.CI !== 'true') {
  process.stderr.write(`skipped: GitHub's API description is not at ${specs}\n`)
}

describe.skipIf(isAbsent && process.env.CI !== 'true')('what GitHub is asked', () => {
  test('is what its API description allows, in walks and checks alike', async () => {
    const github = await startGithub()
    try {
      const mark = markOf(await walk(github.source))
      github.clock.now += 3_600_000
      await walk(github.source, { since: mark })
      await github.source.check([REPO, 'bulk/none'], new AbortController().signal)
      const validator = await specValidator(specs)
      const requests = github.simulator.control.requests('github')
      expect(new Set(requests.map(({ endpoint }) => endpoint)).size).toBeGreaterThanOrEqual(4)
      expect(
        requests.flatMap(({ method, path, query, body }) =>
          validator.validateRequest('github', method, path, query, body),
        ),
      ).toEqual([])
    } finally {
      await github.close()
    }
  })
})
