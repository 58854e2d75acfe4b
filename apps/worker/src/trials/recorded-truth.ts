import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/*
 * What the hub must hold after a full sync of the recorded projects, computed from the files alone: plain loops, no code
 * of the connectors or the plan model.
 */

/** What is compared of each item; instants in epoch ms. */
export interface ExpectedItem {
  readonly key: string
  readonly kind: 'issue' | 'pull_request'
  readonly state: 'todo' | 'in_progress' | 'done' | 'dropped'
  readonly parent: string | null
  readonly createdAt: number
  readonly startedAt: number | null
  readonly doneAt: number | null
  readonly droppedAt: number | null
  readonly updatedAt: number
  readonly components: readonly string[]
  readonly labels: readonly string[]
  readonly isSubtask: boolean
}

interface RecordedIssue {
  readonly key: string
  readonly fields: {
    readonly issuetype: { readonly subtask: boolean }
    readonly status: { readonly statusCategory: { readonly key: string } }
    readonly resolution: { readonly name: string } | null
    readonly resolutiondate: string | null
    readonly created: string
    readonly updated: string
    readonly epic?: { readonly key: string } | null
    readonly parent?: { readonly key: string }
    readonly components: readonly { readonly name: string }[]
    readonly labels: readonly string[]
  }
}

const dropped = new Set(
  [
    ...["Won't Fix", "Won't Do", 'Duplicate', 'Cannot Reproduce', 'Incomplete', 'Needs More Info', 'Hold', 'Invalid'],
    ...['Not a Bug', 'Not Our Bug'],
  ].map((name) => name.toLowerCase()),
)

/** The 6,750 Titanium issues. */
export function expectedTitaniumIssues(dataDir: string): ExpectedItem[] {
  const lines = gunzipSync(readFileSync(`${dataDir}/jira/titanium.issues.ndjson.gz`))
    .toString('utf8')
    .trim()
    .split('\n')
  return lines.map((line) => {
    const { key, fields } = JSON.parse(line) as RecordedIssue
    const category = fields.status.statusCategory.key
    const created = Date.parse(fields.created)
    const ended = Date.parse(fields.resolutiondate ?? fields.updated)
    const isDone = category === 'done'
    const isDropped = isDone && dropped.has((fields.resolution?.name ?? '').toLowerCase())
    return {
      key,
      kind: 'issue',
      state: isDropped ? 'dropped' : isDone ? 'done' : category === 'indeterminate' ? 'in_progress' : 'todo',
      parent: fields.epic?.key ?? fields.parent?.key ?? null,
      createdAt: created,
      startedAt: category === 'indeterminate' ? created : null,
      doneAt: isDone && !isDropped ? ended : null,
      droppedAt: isDropped ? ended : null,
      updatedAt: Date.parse(fields.updated),
      components: fields.components.map((component) => component.name),
      labels: fields.labels,
      isSubtask: fields.issuetype.subtask && fields.parent !== undefined,
    }
  })
}

interface NamedPull {
  readonly repo: string
  readonly number: number
  readonly created_at: string
  readonly merged_at: string | null
  readonly closed: boolean
  readonly issue_keys: readonly string[]
}

/** The pull requests that the Titanium issues name, with the issues each names. */
export function expectedTitaniumPulls(dataDir: string): (ExpectedItem & { readonly issueKeys: readonly string[] })[] {
  const lines = gunzipSync(readFileSync(`${dataDir}/github/titanium.pulls.ndjson.gz`))
    .toString('utf8')
    .trim()
    .split('\n')
  return lines.map((line) => {
    const pull = JSON.parse(line) as NamedPull
    const created = Date.parse(pull.created_at)
    const merged = pull.merged_at === null ? null : Date.parse(pull.merged_at)
    const state = merged !== null ? 'done' : pull.closed ? 'dropped' : 'in_progress'
    return {
      key: `${pull.repo}#${pull.number}`,
      kind: 'pull_request',
      state,
      parent: null,
      createdAt: created,
      startedAt: created,
      doneAt: merged,
      droppedAt: state === 'dropped' ? created : null,
      updatedAt: merged ?? created,
      components: [],
      labels: [],
      isSubtask: false,
      issueKeys: pull.issue_keys,
    }
  })
}

interface Thread {
  readonly number: number
  readonly title: string
  readonly body: string | null
  readonly state: string
  readonly created_at: string
  readonly updated_at: string
  readonly closed_at: string | null
  readonly merged_at?: string | null
  readonly head?: { readonly ref: string }
  readonly labels?: readonly { readonly name: string }[]
  readonly pull_request?: object
}

/** The issues and pull requests of one snapshot of base-drafts. */
export function expectedBaseDrafts(dataDir: string, file: string): ExpectedItem[] {
  const text = gunzipSync(readFileSync(`${dataDir}/github/${file}`)).toString('utf8')
  const { repo, issues, pulls } = JSON.parse(text) as { repo: string; issues: Thread[]; pulls: Thread[] }
  const labelsOf = new Map(issues.map((issue) => [issue.number, (issue.labels ?? []).map((label) => label.name)]))
  const open = new Map<number, { from: number; to: number | null }[]>()
  for (const pull of pulls) {
    const ended = pull.merged_at ?? pull.closed_at
    for (const number of closes(pull, repo)) {
      const interval = { from: Date.parse(pull.created_at), to: ended === null ? null : Date.parse(ended) }
      open.set(number, [...(open.get(number) ?? []), interval])
    }
  }
  const common = (thread: Thread) => ({
    key: `${repo}#${thread.number}`,
    parent: null,
    createdAt: Date.parse(thread.created_at),
    updatedAt: Date.parse(thread.updated_at),
    components: [],
    labels: labelsOf.get(thread.number) ?? [],
    isSubtask: false,
  })
  const fromIssues = issues
    .filter((issue) => issue.pull_request === undefined)
    .map((issue): ExpectedItem => {
      const closed = issue.closed_at === null ? null : Date.parse(issue.closed_at)
      const worked = workedOn(open.get(issue.number) ?? [], Date.parse(issue.created_at), closed)
      return {
        ...common(issue),
        kind: 'issue',
        state: closed !== null ? 'done' : worked.isOpenNow ? 'in_progress' : 'todo',
        startedAt: worked.first,
        doneAt: closed,
        droppedAt: null,
      }
    })
  const fromPulls = pulls.map((pull): ExpectedItem => {
    const merged = pull.merged_at == null ? null : Date.parse(pull.merged_at)
    const closed = pull.closed_at === null ? null : Date.parse(pull.closed_at)
    return {
      ...common(pull),
      kind: 'pull_request',
      state: merged !== null ? 'done' : closed !== null ? 'dropped' : 'in_progress',
      startedAt: Date.parse(pull.created_at),
      doneAt: merged,
      droppedAt: merged === null ? closed : null,
    }
  })
  return [...fromIssues, ...fromPulls]
}

/** Numbers of the same repository that a pull request names with a closing keyword or by address. */
function closes(pull: Thread, repo: string): Set<number> {
  const text = `${pull.title}\n${(pull.body ?? '').replaceAll(/<!--[\s\S]*?-->/g, ' ').replaceAll(/```[\s\S]*?```/g, ' ')}`
  const found = new Set<number>()
  const keyword = /\b(?:close[sd]?|fix(?:es|ed)?|resolve[sd]?):?\s+(?:([\w.-]+\/[\w.-]+))?#(\d+)\b/gi
  for (const [, other, number] of text.matchAll(keyword)) {
    if (other === undefined || other.toLowerCase() === repo.toLowerCase()) found.add(Number(number))
  }
  const address = /https?:\/\/github\.com\/([\w.-]+\/[\w.-]+)\/(?:issues|pull)\/(\d+)/gi
  for (const [, other, number] of text.matchAll(address)) {
    if (other?.toLowerCase() === repo.toLowerCase()) found.add(Number(number))
  }
  return found
}

/** When an issue was first worked on while it was open, and whether it is now. */
function workedOn(intervals: readonly { from: number; to: number | null }[], created: number, closed: number | null) {
  let first: number | null = null
  let isOpenNow = false
  for (const { from, to } of intervals) {
    const start = Math.max(from, created)
    const end = Math.min(to ?? Number.POSITIVE_INFINITY, closed ?? Number.POSITIVE_INFINITY)
    if (start < end) first = Math.min(first ?? start, start)
    if (to === null && closed === null) isOpenNow = true
  }
  return { first, isOpenNow }
}
