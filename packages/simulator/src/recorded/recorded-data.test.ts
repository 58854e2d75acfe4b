import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { GithubRepoData, JiraData } from '../records.ts'
import { sharedFolder } from '../testing/shared-folder.ts'
import { loadBaseDrafts } from './base-drafts.ts'
import { readJsonLines } from './read-records.ts'
import { loadTitaniumIssues } from './titanium-issues.ts'
import { loadTitaniumPulls } from './titanium-pulls.ts'

const { path, isAbsent } = sharedFolder('data')

interface Archived {
  readonly key: string
  readonly fields: { readonly epic?: { readonly key: string }; readonly parent?: { readonly key: string } }
}

describe.skipIf(isAbsent)('the Titanium issues', () => {
  let jira: JiraData
  let archived: readonly Archived[]
  beforeAll(async () => {
    jira = await loadTitaniumIssues(path)
    archived = (await readJsonLines(join(path, 'jira/titanium.issues.ndjson.gz'))) as readonly Archived[]
  })

  it('are all there, in three projects', () => {
    expect(jira.issues.map(({ key }) => key)).toEqual(archived.map(({ key }) => key))
    expect(jira.projects.map(({ key }) => key).sort()).toEqual(['ALOY', 'DAEMON', 'TIMOB'])
  })

  it('point to their epic or parent with `parent` alone', () => {
    const expected = archived.map(({ fields }) => fields.parent?.key ?? fields.epic?.key ?? null)
    expect(jira.issues.map(({ fields }) => fields.parent?.key ?? null)).toEqual(expected)
    expect(jira.issues.every(({ fields }) => !('epic' in fields) && !('sprint' in fields))).toBe(true)
  })

  it('name people by account id alone', () => {
    const text = JSON.stringify(jira.issues.map(({ fields }) => [fields.assignee, fields.reporter, fields.creator]))
    expect(text).not.toMatch(/"(?:name|key)":/)
    expect(new Set(jira.users.map(({ accountId }) => accountId)).size).toBe(jira.users.length)
  })
})

describe.skipIf(isAbsent)('the pull requests that Titanium issues name', () => {
  let repositories: readonly GithubRepoData[]
  beforeAll(async () => {
    repositories = await loadTitaniumPulls(path)
  })

  it('are 5,018, each with a twin among the issues and unique ids', () => {
    const pulls = repositories.flatMap((repository) => repository.pulls)
    const issues = repositories.flatMap((repository) => repository.issues)
    expect(pulls).toHaveLength(5018)
    expect(issues.map(({ number }) => number)).toEqual(pulls.map(({ number }) => number))
    expect(new Set([...pulls, ...issues].map(({ id }) => id)).size).toBe(2 * 5018)
  })

  it('are closed exactly when they have a time of closing', () => {
    for (const { pulls } of repositories) {
      for (const pull of pulls) {
        expect(pull.closed_at === null).toBe(pull.state === 'open')
        expect(pull.updated_at >= pull.created_at).toBe(true)
      }
    }
  })
})

describe.skipIf(isAbsent)('base-drafts', () => {
  it.each([
    ['later', 479, 217],
    ['earlier', 438, 193],
  ] as const)('%s has %i issues and %i pull requests', async (snapshot, issues, pulls) => {
    const drafts = await loadBaseDrafts(path, snapshot)
    expect(drafts.issues).toHaveLength(issues)
    expect(drafts.pulls).toHaveLength(pulls)
    const merged = new Map(drafts.pulls.map((pull) => [pull.number, pull.merged_at]))
    const twins = drafts.issues.filter((issue) => issue.pull_request !== undefined)
    expect(twins.map((issue) => issue.pull_request?.merged_at)).toEqual(twins.map(({ number }) => merged.get(number)))
  })
})
