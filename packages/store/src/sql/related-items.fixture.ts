import type { ItemRecord, Mention } from '@throughline/plan'
import { makeRecord } from '@throughline/testing'

export const minute = 60_000

/** When issues are made, unless they say otherwise; pull requests come ten minutes later. */
export const born = Date.parse('2026-09-01T09:00:00Z')

/** The state of an open issue on GitHub. */
export const open = { status: 'open', category: 'todo', resolution: null } as const

/** A Jira issue as it was `updated` minutes after it was made. */
export function jiraIssue(key: string, parent: string | null = null, updated = 0): ItemRecord {
  return makeRecord({ scope: key.split('-')[0] ?? '', key, parent, updatedAt: born + updated * minute })
}

/** An open issue of the repository in its key. */
export function githubIssue(key: string, overrides: Partial<ItemRecord> = {}): ItemRecord {
  return makeRecord({ scope: key.split('#')[0] ?? '', key, type: 'issue', seen: open, ...overrides })
}

/** A pull request of the repository in its key, whose text mentions issues of either tool. */
export function pullRequest(key: string, mentions: readonly string[], overrides: Partial<ItemRecord> = {}): ItemRecord {
  return makeRecord({
    kind: 'pull_request',
    scope: key.split('#')[0] ?? '',
    key,
    createdAt: born + 10 * minute,
    mentions: mentions.map(mention),
    ...overrides,
  })
}

function mention(key: string): Mention {
  return { tool: key.includes('#') ? 'github' : 'jira', key, via: 'body' }
}
