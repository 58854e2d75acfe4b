import { issueOfPull } from '../../github/issue-of-pull.ts'
import type { GithubIssueRecord, GithubLabelRecord, GithubPullRecord, GithubRepoData } from '../../records.ts'
import type { Drafting } from '../drafting.ts'
import type { IssueDraft } from '../jira/draft.ts'
import type { IssueIdentity } from '../jira/issue-record.ts'
import type { Repository } from '../programme/programme.ts'
import type { GithubIssueDraft, PullDraft, ThreadDraft } from './draft.ts'
import { mentionText } from './mention-text.ts'
import { makeMilestones } from './milestones.ts'

/** Ids of issues and pull requests of a repository begin here, a million apart. */
const ISSUE_ID = 2_410_000_000
const PULL_ID = 1_730_000_000

const COLOURS: Readonly<Record<string, string>> = { bug: 'd73a4a', enhancement: 'a2eeef', security: 'b60205' }

/** The pull requests and issues of one repository, numbered together in order of creation. */
export function repositoryRecord(
  { programme, span }: Drafting,
  { repo, milestones: known }: Repository,
  issues: readonly GithubIssueDraft[],
  pulls: readonly PullDraft[],
  keys: ReadonlyMap<IssueDraft, IssueIdentity>,
): GithubRepoData {
  const index = programme.repositories.findIndex((repository) => repository.repo === repo)
  const ordered = [...issues, ...pulls].sort((one, other) => one.created - other.created)
  const numbers = new Map<ThreadDraft, number>(ordered.map((draft, position) => [draft, position + 1]))
  const milestones = makeMilestones(index, known, [...issues, ...pulls], span)
  const numberOf = (draft: ThreadDraft) => {
    const number = numbers.get(draft)
    if (number === undefined) throw new RangeError(`"${draft.title}" is not in ${repo}`)
    return number
  }
  const thread = (draft: ThreadDraft, firstId: number) => ({
    id: firstId + index * 1_000_000 + numberOf(draft) * 7,
    number: numberOf(draft),
    title: draft.title,
    state: draft.closed === null ? ('open' as const) : ('closed' as const),
    user: draft.author.github,
    labels: draft.labels.map(label),
    milestone: draft.milestone === null ? null : (milestones.get(draft.milestone) ?? null),
    created_at: instant(draft.created),
    updated_at: instant(draft.updated),
    closed_at: draft.closed === null ? null : instant(draft.closed),
    author_association: 'MEMBER',
  })

  const issueRecords = issues.map((draft): GithubIssueRecord => {
    const assignees = draft.assignee === null ? [] : [draft.assignee.github]
    return {
      ...thread(draft, ISSUE_ID),
      assignee: assignees[0] ?? null,
      assignees,
      body: draft.body,
      state_reason: draft.reason,
      comments: draft.title.length % 5,
    }
  })
  const pullRecords = pulls.map((draft): GithubPullRecord => {
    const said = mentionText(draft, programme.domain, keys, numberOf)
    return {
      ...thread(draft, PULL_ID),
      title: said.title,
      body: said.body,
      assignee: null,
      assignees: [],
      draft: draft.isDraft,
      merged_at: draft.isMerged && draft.closed !== null ? instant(draft.closed) : null,
      merge_commit_sha: draft.isMerged ? draft.mergeSha : null,
      head: { ref: said.branch, sha: draft.headSha },
      base: { ref: 'main', sha: '0'.repeat(8) + draft.mergeSha.slice(8) },
      requested_reviewers: draft.closed === null ? [draft.reviewer.github] : [],
    }
  })
  const byNumber = (one: { readonly number: number }, other: { readonly number: number }) => one.number - other.number
  return {
    repo,
    private: true,
    defaultBranch: 'main',
    issues: [...issueRecords, ...pullRecords.map((pull) => issueOfPull(pull))].sort(byNumber),
    pulls: pullRecords.sort(byNumber),
  }
}

function label(name: string): GithubLabelRecord {
  // The same label has the same id everywhere: a number made of its letters.
  const id = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 900_000_007, 7)
  return { id: 6_000_000_000 + id, name, color: COLOURS[name] ?? 'c5def5', description: null, default: name === 'bug' }
}

function instant(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
