import { boundariesOf, type ItemRecord, type ItemState, type Transition, type WorkItem } from '@throughline/plan'

const dayMs = 86_400_000
const createdAt = Date.parse('2026-09-01T09:00:00Z')
let made = 0

/**
 * Makes a record as a connector would: by default an open Jira story of project `EHR`. Keys and source ids are unique
 * within the process; `kind: 'pull_request'` alone makes an open pull request of `acme/portal`. Overrides come last.
 */
export function makeRecord(overrides: Partial<ItemRecord> = {}): ItemRecord {
  made += 1
  const isPullRequest = overrides.kind === 'pull_request'
  const scope = overrides.scope ?? (isPullRequest ? 'acme/portal' : 'EHR')
  const key = overrides.key ?? (scope.includes('/') ? `${scope}#${made}` : `${scope}-${made}`)
  return {
    scope,
    key,
    sourceId: String(100_000 + made),
    kind: 'issue',
    type: isPullRequest ? 'pull_request' : 'Story',
    isSubtask: false,
    title: `Item ${made}`,
    url: `https://tools.example/${encodeURIComponent(key)}`,
    seen: isPullRequest
      ? { status: 'open', category: 'in_progress', resolution: null }
      : { status: 'To Do', category: 'todo', resolution: null },
    endedAt: null,
    categoryChangedAt: null,
    history: null,
    parent: null,
    labels: [],
    components: [],
    milestones: [],
    assignee: null,
    author: 'ada',
    estimate: null,
    createdAt,
    updatedAt: overrides.createdAt ?? createdAt,
    mentions: [],
    sprints: [],
    links: [],
    ...overrides,
  }
}

/**
 * Makes a work item: by default a Jira story of project `EHR` that is todo. State, status, instants and timeline agree:
 * a timeline gives the others, a state alone gets the ordinary timeline (in progress a day after the creation, ended a
 * day later). Ids and keys are unique within the process; overrides come last and are taken as they are.
 */
export function makeItem(overrides: Partial<WorkItem> = {}): WorkItem {
  made += 1
  const kind = overrides.kind ?? 'issue'
  const isPullRequest = kind === 'pull_request'
  const scope = overrides.scope ?? (isPullRequest ? 'acme/portal' : 'EHR')
  const key = overrides.key ?? (scope.includes('/') ? `${scope}#${made}` : `${scope}-${made}`)
  const born = overrides.createdAt ?? overrides.timeline?.[0]?.at ?? createdAt
  const timeline =
    overrides.timeline ?? timelineTo(overrides.state ?? (isPullRequest ? 'in_progress' : 'todo'), born, kind)
  return {
    id: made,
    connection: scope.includes('/') ? 'github' : 'jira',
    scope,
    key,
    kind,
    type: isPullRequest ? 'pull_request' : 'Story',
    isSubtask: false,
    title: `Item ${made}`,
    url: `https://tools.example/${encodeURIComponent(key)}`,
    ...boundariesOf(timeline),
    status: timeline.at(-1)?.status ?? '',
    parentId: null,
    parent: null,
    labels: [],
    components: [],
    milestones: [],
    assignee: null,
    author: 'ada',
    estimate: null,
    createdAt: born,
    updatedAt: timeline.at(-1)?.at ?? born,
    changedAt: timeline.at(-1)?.at ?? born,
    timeline,
    references: [],
    tombstone: null,
    ...overrides,
  }
}

/** The ordinary way into a state, a day a step. */
function timelineTo(state: ItemState, born: number, kind: WorkItem['kind']): Transition[] {
  const ways: Record<ItemState, readonly ItemState[]> = {
    todo: ['todo'],
    in_progress: ['todo', 'in_progress'],
    done: ['todo', 'in_progress', 'done'],
    dropped: ['todo', 'dropped'],
  }
  const way = kind === 'pull_request' && state !== 'todo' ? ways[state].slice(1) : ways[state]
  const states = kind === 'pull_request' && state === 'dropped' ? (['in_progress', 'dropped'] as const) : way
  return states.map((to, index) => ({
    at: born + index * dayMs,
    from: states[index - 1] ?? null,
    to,
    status: statusNames[to],
  }))
}

const statusNames: Record<ItemState, string> = {
  todo: 'To Do',
  in_progress: 'In Progress',
  done: 'Done',
  dropped: 'Cancelled',
}
