import type { GithubIssueEventRecord, GithubIssueRecord, GithubUserRecord } from '../records.ts'
import { reasonOf } from './loaded-events.ts'
import type { AnyThread, ThreadChange } from './thread-change.ts'

/** A change with its circumstances. */
export interface ThreadMoment {
  readonly before: AnyThread | null
  readonly after: AnyThread
  /** The record in the list of issues. */
  readonly issue: GithubIssueRecord
  readonly actor: GithubUserRecord | null
  /** When it was made, as the record's `updated_at` or the clock says. */
  readonly at: string
  /** The commit whose message closed the issue. */
  readonly commitId: string | null
}

type EventDetails = Partial<GithubIssueEventRecord> & Pick<GithubIssueEventRecord, 'event'>

/** The issue event that a change leaves, or null where GitHub keeps none, as for a new text or pushed commits. */
export function eventOfChange(change: ThreadChange, moment: ThreadMoment): GithubIssueEventRecord | null {
  const details = detailsOf(change, moment)
  if (details === null) return null
  const { after, actor } = moment
  return { number: after.number, created_at: momentOf(change, moment), actor, ...details }
}

function detailsOf(change: ThreadChange, { after, issue, actor, commitId }: ThreadMoment): EventDetails | null {
  switch (change.kind) {
    case 'closed':
      return { event: 'closed', commit_id: commitId, ...reasonOf(issue) }
    case 'merged':
      return { event: 'merged', commit_id: ('merge_commit_sha' in after ? after.merge_commit_sha : null) ?? null }
    case 'edited':
      return change.title === null ? null : { event: 'renamed', rename: { from: change.title, to: after.title } }
    case 'labeled':
    case 'unlabeled':
      return { event: change.kind, label: { name: change.label.name, color: change.label.color } }
    case 'milestoned':
    case 'demilestoned':
      return { event: change.kind, milestone: { title: change.milestone.title } }
    case 'assigned':
    case 'unassigned':
      return { event: change.kind, assignee: change.assignee, assigner: actor ?? change.assignee }
    case 'locked':
      return { event: 'locked', lock_reason: null }
    case 'converted_to_draft':
      return { event: 'convert_to_draft' }
    case 'reopened':
    case 'unlocked':
    case 'ready_for_review':
      return { event: change.kind }
    case 'typed':
      return { event: 'issue_type_added' }
    case 'untyped':
      return { event: 'issue_type_removed' }
    case 'parented':
      return { event: 'parent_issue_added' }
    case 'unparented':
      return { event: 'parent_issue_removed' }
    case 'opened':
    case 'synchronize':
      return null
  }
}

/** Records say themselves when something was closed or merged; what it was opened with is as old as it is. */
function momentOf({ kind }: ThreadChange, { before, after, at }: ThreadMoment): string {
  if (kind === 'merged' && 'merged_at' in after) return after.merged_at ?? at
  if (kind === 'closed') return after.closed_at ?? at
  return before === null ? after.created_at : at
}
