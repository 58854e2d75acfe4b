import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { putConnection } from '@throughline/hub'
import { loadRecorded, type Simulator, startSimulator } from '@throughline/simulator'
import { expect } from 'vitest'
import { type HubUnderTest, hubUnderTest, syncToEnd } from './hub-under-test.ts'
import { expectedTitaniumPulls } from './recorded-truth.ts'

/** Where the recorded projects lie. */
export const recordedDir = fileURLToPath(new URL('../../../../../shared/data', import.meta.url))

/** The recorded Jira projects. */
export const recordedProjects = ['TIMOB', 'ALOY', 'DAEMON']

/** Whether they are there; says so on standard error where they are not, and throws where `CI=true` skips nothing. */
export function hasRecordedData(): boolean {
  if (existsSync(recordedDir)) return true
  if (process.env.CI === 'true') throw new Error('../shared/data is absent, and CI=true skips nothing.')
  process.stderr.write('../shared/data is absent: the trials with recorded projects are skipped.\n')
  return false
}

/** A hub that has synced the recorded projects, and the tools that serve them. */
export interface RecordedHub {
  readonly under: HubUnderTest
  readonly simulator: Simulator
  close(): Promise<void>
}

/** Serves the recorded projects, base-drafts as it was earlier, and syncs them as `jira` and `github` with a worker. */
export async function openRecordedHub(): Promise<RecordedHub> {
  const simulator = await startSimulator({
    data: await loadRecorded(recordedDir, 'earlier'),
    // Reviews of all pull requests, and two full syncs beside them, within the hour that a loaded machine may take.
    limits: { github: { requests: 50_000 } },
  })
  const under = await hubUnderTest({ redisUrl: null, works: true })
  const repositories = new Set(expectedTitaniumPulls(recordedDir).map((pull) => pull.key.split('#')[0] ?? ''))
  await putConnection(under.hub, 'jira', {
    kind: 'jira',
    baseUrl: simulator.jiraUrl,
    auth: simulator.jiraAuth,
    scopes: recordedProjects,
  })
  await putConnection(under.hub, 'github', {
    kind: 'github',
    baseUrl: simulator.githubUrl,
    auth: simulator.githubAuth,
    scopes: ['quicwg/base-drafts', ...repositories],
  })
  const syncs = await Promise.all([syncToEnd(under.hub, 'jira', 'full'), syncToEnd(under.hub, 'github', 'full')])
  expect(syncs.map((sync) => sync.status)).toEqual(['succeeded', 'succeeded'])
  return {
    under,
    simulator,
    async close() {
      await under.close()
      await simulator.close()
    },
  }
}
