import type { IssueDraft } from '../jira/draft.ts'
import type { Person } from '../people/people.ts'
import type { RepositoryStream } from '../programme/workstream.ts'
import type { Kind } from '../words/kind.ts'

/** An issue or a pull request before it has a number. */
export interface ThreadDraft {
  readonly repo: string
  readonly title: string
  readonly topic: string
  readonly body: string
  readonly kind: Kind
  readonly author: Person
  readonly created: number
  /** When it was closed, before the end of the span; null while it is open. */
  readonly closed: number | null
  readonly updated: number
  readonly milestone: string | null
  readonly labels: readonly string[]
}

/** A GitHub issue before it has a number. */
export interface GithubIssueDraft extends ThreadDraft {
  readonly stream: RepositoryStream
  readonly assignee: Person | null
  readonly reason: 'completed' | 'not_planned' | 'duplicate' | 'reopened' | null
  /** When it is done, even if that lies beyond the end of the span. */
  readonly done: number
}

/** A pull request before it has a number. */
export interface PullDraft extends ThreadDraft {
  readonly isMerged: boolean
  readonly isDraft: boolean
  readonly reviewer: Person
  readonly mention: Mention
  readonly headSha: string
  readonly mergeSha: string
}

/** How a pull request names what it is for. */
export type Mention =
  | { readonly form: 'jira-title' | 'jira-branch' | 'jira-both' | 'jira-url'; readonly issue: IssueDraft }
  | { readonly form: 'closes' | 'github-url'; readonly issue: GithubIssueDraft }
  | { readonly form: 'none' }
