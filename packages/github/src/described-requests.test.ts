import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { specValidator } from '@throughline/simulator'
import { describe, expect, test } from 'vitest'
import { fetchKeys, keys, markOf, REPO, side, startGithub, walk, walkRanges } from './test-github.ts'

const specs = fileURLToPath(new URL('../../../../shared/specs', import.meta.url))
const isAbsent = !existsSync(specs)
if (isAbsent && process.env.CI !== 'true') {
  process.stderr.write(`skipped: GitHub's API description is not at ${specs}\n`)
}

describe.skipIf(isAbsent && process.env.CI !== 'true')('what GitHub is asked', () => {
  test('is what its API description allows, whatever it is asked for', async () => {
    const { signal } = new AbortController()
    const github = await startGithub({ sizes: { wholeMax: 100, range: 100 } })
    try {
      const mark = markOf(await walk(github.source))
      github.clock.now += 3_600_000
      await walk(github.source, { since: mark })
      await walkRanges(github.source)
      await github.source.count(REPO, signal)
      for await (const _page of github.source.census({ scope: REPO, from: null, signal }));
      await fetchKeys(
        github.source,
        keys(await walk(github.source)).filter((_key, index) => index % 9 === 0),
      )
      const { control } = github.simulator
      const created_at = '2026-05-01T00:00:00Z'
      control.addDeployment(REPO, { id: 1, sha: 'a'.repeat(40), ref: 'main', environment: 'live', created_at })
      for (const stream of github.source.sideStreams) {
        await side(github.source, stream, { pulls: [{ key: `${REPO}#270`, author: null }] })
      }
      const url = 'http://127.0.0.1:9/hook'
      const [hook] = await github.source.register({ url, secret: 's', scopes: [REPO], signal })
      const body = [{ id: 1, config: { url } }]
      control.failNext({ match: { method: 'GET', path: '/hooks' }, status: 200, body })
      control.failNext({ match: { method: 'PATCH' }, status: 200, body: body[0] })
      await github.source.register({ url, secret: 's', scopes: [REPO], signal })
      control.putRelease(REPO, { id: 1, tag_name: 'v1', created_at, published_at: created_at })
      await control.webhooksSettled()
      const hooks = [{ scope: REPO, hookId: hook?.hookId ?? '' }]
      for await (const _ of github.source.missed({ hooks, since: 0, isKnown: async () => new Set(), signal }));
      await github.source.check([REPO, 'bulk/none'], signal)
      const validator = await specValidator(specs)
      const requests = github.simulator.control.requests('github')
      expect(new Set(requests.map(({ endpoint }) => endpoint)).size).toBeGreaterThanOrEqual(16)
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
