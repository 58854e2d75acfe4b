import type {
  GithubIssueRecord,
  GithubLabelRecord,
  GithubMilestoneRecord,
  GithubPullRecord,
  GithubUserRecord,
} from '../records.ts'

/** An issue or pull request. */
export type AnyThread = GithubIssueRecord | GithubPullRecord

/** One thing that became different about an issue or pull request, in the words of GitHub's webhooks. */
export type ThreadChange =
  | { readonly kind: 'opened' | 'closed' | 'merged' | 'reopened' | 'locked' | 'unlocked' }
  | { readonly kind: 'converted_to_draft' | 'ready_for_review' }
  | { readonly kind: 'edited'; readonly title: string | null; readonly body: string | null }
  | { readonly kind: 'synchronize'; readonly before: string; readonly after: string }
  | { readonly kind: 'labeled' | 'unlabeled'; readonly label: GithubLabelRecord }
  | { readonly kind: 'assigned' | 'unassigned'; readonly assignee: GithubUserRecord }
  | { readonly kind: 'milestoned' | 'demilestoned'; readonly milestone: GithubMilestoneRecord }
  | { readonly kind: 'typed' | 'untyped'; readonly type: NonNullable<GithubIssueRecord['type']> }
  | { readonly kind: 'parented' | 'unparented'; readonly parent: number }

/**
 * Tells what became different, in the order in which GitHub tells it.
 *
 * A label is the same as long as its id is: renaming one is no change of the issues that carry it.
 *
 * @param before null for one that has just been opened.
 */
export function threadChanges(before: AnyThread | null, after: AnyThread): readonly ThreadChange[] {
  return [
    ...(before === null ? [{ kind: 'opened' } as const] : textChanges(before, after)),
    ...commitChanges(before, after),
    ...setChanges(before?.labels ?? [], after.labels ?? []).map(
      ({ isNew, value }): ThreadChange => ({ kind: isNew ? 'labeled' : 'unlabeled', label: value }),
    ),
    ...setChanges(assigneesOf(before), assigneesOf(after)).map(
      ({ isNew, value }): ThreadChange => ({ kind: isNew ? 'assigned' : 'unassigned', assignee: value }),
    ),
    ...setChanges(listOf(before?.milestone), listOf(after.milestone)).map(
      ({ isNew, value }): ThreadChange => ({ kind: isNew ? 'milestoned' : 'demilestoned', milestone: value }),
    ),
    ...issueChanges(before, after),
    ...stateChanges(before, after),
  ]
}

/** Whoever a record names as assigned, in either of the two forms that it may use. */
function assigneesOf(thread: AnyThread | null): readonly GithubUserRecord[] {
  return thread?.assignees ?? listOf(thread?.assignee)
}

function textChanges(before: AnyThread, after: AnyThread): readonly ThreadChange[] {
  const title = before.title === after.title ? null : before.title
  const body = (before.body ?? null) === (after.body ?? null) ? null : (before.body ?? '')
  return title === null && body === null ? [] : [{ kind: 'edited', title, body }]
}

function commitChanges(before: AnyThread | null, after: AnyThread): readonly ThreadChange[] {
  if (before === null || !('head' in before) || !('head' in after)) return []
  const pushed: ThreadChange[] =
    before.head.sha === after.head.sha ? [] : [{ kind: 'synchronize', before: before.head.sha, after: after.head.sha }]
  const [wasDraft, isDraft] = [before.draft ?? false, after.draft ?? false]
  return wasDraft === isDraft ? pushed : [...pushed, { kind: isDraft ? 'converted_to_draft' : 'ready_for_review' }]
}

function issueChanges(before: AnyThread | null, after: AnyThread): readonly ThreadChange[] {
  const [typeBefore, typeAfter] = [typeOf(before), typeOf(after)]
  const [parentBefore, parentAfter] = [parentOf(before), parentOf(after)]
  return [
    ...setChanges(listOf(typeBefore), listOf(typeAfter)).map(
      ({ isNew, value }): ThreadChange => ({ kind: isNew ? 'typed' : 'untyped', type: value }),
    ),
    ...(parentBefore === parentAfter
      ? []
      : [
          ...(parentBefore === null ? [] : [{ kind: 'unparented', parent: parentBefore } as const]),
          ...(parentAfter === null ? [] : [{ kind: 'parented', parent: parentAfter } as const]),
        ]),
  ]
}

function stateChanges(before: AnyThread | null, after: AnyThread): readonly ThreadChange[] {
  const [wasLocked, isLocked] = [before?.locked ?? false, after.locked ?? false]
  const locked: ThreadChange[] = wasLocked === isLocked ? [] : [{ kind: isLocked ? 'locked' : 'unlocked' }]
  const wasOpen = before === null || before.state === 'open'
  if (wasOpen === (after.state === 'open')) return locked
  if (!wasOpen) return [...locked, { kind: 'reopened' }]
  const isMerged = 'merged_at' in after && after.merged_at !== null
  return [...locked, ...(isMerged ? [{ kind: 'merged' } as const] : []), { kind: 'closed' }]
}

/** What two sets do not share, what has gone first. */
function setChanges<T extends { readonly id: number }>(before: readonly T[], after: readonly T[]) {
  const has = (list: readonly T[], { id }: T) => list.some((known) => known.id === id)
  return [
    ...before.filter((value) => !has(after, value)).map((value) => ({ isNew: false, value })),
    ...after.filter((value) => !has(before, value)).map((value) => ({ isNew: true, value })),
  ]
}

function typeOf(thread: AnyThread | null): GithubIssueRecord['type'] {
  return thread !== null && 'type' in thread ? thread.type : null
}

function parentOf(thread: AnyThread | null): number | null {
  return thread !== null && 'parent_number' in thread ? (thread.parent_number ?? null) : null
}

function listOf<T>(value: T | null | undefined): readonly T[] {
  return value === null || value === undefined ? [] : [value]
}
