import type { ToolContents } from './hand-made-tools.ts'

/** Fields of a Jira issue that a case sets; the rest is filled in. */
interface IssueInput {
  readonly type?: string
  readonly parent?: string
  readonly status?: readonly [name: string, category: 'new' | 'indeterminate' | 'done' | 'undefined']
  readonly resolution?: string
  readonly resolved?: string
  readonly categoryChanged?: string
  readonly updated?: string
  readonly points?: number
  readonly labels?: readonly string[]
  readonly title?: string
}

const DONE = ['Done', 'done'] as const

function issue(key: string, created: string, input: IssueInput = {}) {
  const { type = 'Story', parent, status = ['To Do', 'new'], resolution, resolved, categoryChanged } = input
  const [name, category] = status
  return {
    id: `${10_000 + Number(key.split('-')[1])}${key.length}${key.charCodeAt(0)}`,
    key,
    fields: {
      summary: input.title ?? `Work ${key}`,
      status: { name, statusCategory: { key: category } },
      issuetype: { name: type, subtask: type === 'Sub-task' },
      ...(parent === undefined ? {} : { parent: { key: parent } }),
      resolution: resolution === undefined ? null : { name: resolution },
      resolutiondate: resolved ?? null,
      statuscategorychangedate: categoryChanged ?? null,
      created,
      updated: input.updated ?? resolved ?? categoryChanged ?? created,
      labels: input.labels ?? [],
      components: [{ name: 'Ward' }],
      fixVersions: [{ name: '2024.1' }],
      assignee: { displayName: 'Mara', emailAddress: 'mara@clinic.example' },
      reporter: { displayName: 'Jonas' },
      customfield_10016: input.points ?? null,
    },
  }
}

interface ThreadInput {
  readonly title?: string
  readonly body?: string
  readonly branch?: string
  readonly closed?: string
  readonly merged?: string
  readonly reason?: string
  readonly type?: string
  readonly parent?: number
}

const REPO = 'acme/web'

function thread(number: number, created: string, input: ThreadInput) {
  return {
    id: 500 + number,
    number,
    title: input.title ?? `Thread ${number}`,
    body: input.body ?? null,
    state: input.closed === undefined ? 'open' : 'closed',
    created_at: created,
    updated_at: input.closed ?? created,
    closed_at: input.closed ?? null,
    user: { login: 'jonas' },
    assignees: [],
    labels: [{ name: 'ui' }],
    milestone: { title: 'v1' },
  }
}

function ghIssue(number: number, created: string, input: ThreadInput = {}) {
  return {
    ...thread(number, created, input),
    html_url: `https://github.com/${REPO}/issues/${number}`,
    state_reason: input.reason ?? null,
    ...(input.type === undefined ? {} : { type: { name: input.type } }),
    ...(input.parent === undefined
      ? {}
      : { parent_issue_url: `https://api.github.com/repos/${REPO}/issues/${input.parent}` }),
  }
}

function pull(number: number, created: string, input: ThreadInput = {}) {
  return {
    ...thread(number, created, { ...input, ...(input.merged === undefined ? {} : { closed: input.merged }) }),
    html_url: `https://github.com/${REPO}/pull/${number}`,
    merged_at: input.merged ?? null,
    head: { ref: input.branch ?? `branch-${number}` },
  }
}

/** A few records of 2024, each with a catch; a wall clock of any later year reads them alike. */
export function contractPortfolio(): ToolContents {
  return {
    projects: {
      ABC: [
        issue('ABC-1', '2024-01-08T09:00:00.000+0000', {
          type: 'Epic',
          status: ['In Progress', 'indeterminate'],
          categoryChanged: '2024-01-15T10:00:00.000+0000',
        }),
        issue('ABC-2', '2024-01-08T12:00:00.000+0000', {
          parent: 'ABC-1',
          status: DONE,
          resolution: 'Done',
          resolved: '2024-02-05T12:00:00.000+0000',
          points: 3,
          labels: ['Core'],
          title: 'Ärzte <b>& Pflege</b> | "x"',
        }),
        issue('ABC-3', '2024-01-09T12:00:00.000+0000', {
          type: 'Sub-task',
          parent: 'ABC-2',
          status: DONE,
          resolution: 'Fixed',
          resolved: '2024-02-01T12:00:00.000+0000',
        }),
        issue('ABC-4', '2024-01-10T12:00:00.000+0000', {
          parent: 'ABC-1',
          status: DONE,
          resolution: "won't FIX",
          resolved: '2024-02-10T12:00:00.000+0000',
        }),
        issue('ABC-5', '2024-02-01T12:00:00.000+0000', { parent: 'ABC-1' }),
        issue('ABC-6', '2024-01-10T12:00:00.000+0000', {
          parent: 'ABC-1',
          status: ['CANCELLED', 'done'],
          categoryChanged: '2024-03-01T12:00:00.000+0000',
        }),
        issue('ABC-7', '2024-01-10T12:00:00.000+0000', {
          type: 'Bug',
          status: ['Closed', 'done'],
          resolution: 'Wibble',
          updated: '2024-03-05T12:00:00.000+0000',
        }),
        issue('ABC-8', '2024-01-10T12:00:00.000+0000', {
          type: 'Task',
          status: ['Odd', 'undefined'],
          labels: ['keep-lights-on'],
        }),
        issue('ABC-9', '2024-02-10T12:00:00.000+0000', {
          parent: 'ABC-1',
          status: ['In Progress', 'indeterminate'],
        }),
        issue('ABC-11', '2024-02-12T12:00:00.000+0000', {
          type: 'Task',
          status: ['In Review', 'indeterminate'],
          categoryChanged: '2024-03-10T12:00:00.000+0000',
        }),
        issue('ABC-12', '2024-02-12T12:00:00.000+0000', {
          type: 'Task',
          status: ['Reopened', 'new'],
          resolution: 'Duplicate',
        }),
        { id: '99', key: 'ABC-13', fields: { summary: 'No status', created: 'x', updated: 'y' } },
      ],
      PTS: [
        issue('PTS-1', '2024-01-10T12:00:00.000+0000', {
          status: DONE,
          resolution: 'Done',
          resolved: '2024-02-05T22:30:00.000+0000',
          points: 1,
        }),
        issue('PTS-2', '2024-01-10T12:00:00.000+0000', { points: 3 }),
        issue('PTS-3', '2024-01-10T12:00:00.000+0000'),
        issue('PTS-4', '2024-01-10T12:00:00.000+0000', {
          status: DONE,
          resolution: 'Duplicate',
          resolved: '2024-02-06T12:00:00.000+0000',
          points: 100,
        }),
      ],
    },
    repositories: {
      [REPO]: {
        issues: [
          ghIssue(1, '2024-01-10T12:00:00Z', { type: 'Bug' }),
          ghIssue(2, '2024-01-10T12:00:00Z'),
          ghIssue(3, '2024-01-10T12:00:00Z', { closed: '2024-03-20T12:00:00Z', reason: 'completed' }),
          ghIssue(4, '2024-01-10T12:00:00Z', { closed: '2024-02-20T12:00:00Z', reason: 'not_planned' }),
          ghIssue(5, '2024-01-10T12:00:00Z'),
          ghIssue(6, '2024-01-10T12:00:00Z'),
          ghIssue(7, '2024-01-10T12:00:00Z', { closed: '2024-02-21T12:00:00Z', reason: 'duplicate' }),
          ghIssue(8, '2024-01-10T12:00:00Z', { parent: 2 }),
          // The list of issues shows pull requests too.
          { ...ghIssue(10, '2024-03-01T12:00:00Z'), pull_request: { url: 'https://api.github.com/x' } },
        ],
        pulls: [
          pull(10, '2024-03-01T12:00:00Z', { body: 'Fixes #2', branch: 'feature/abc-5-thing' }),
          pull(11, '2024-03-15T12:00:00Z', { body: 'closes acme/web#3', merged: '2024-03-19T12:00:00Z' }),
          pull(12, '2024-03-01T12:00:00Z', { body: 'see #5, XYZ-1 and abc-8' }),
          pull(13, '2024-03-01T12:00:00Z', {
            body: `https://github.com/${REPO}/issues/6`,
            closed: '2024-03-04T12:00:00Z',
          }),
          pull(14, '2024-02-03T10:00:00Z', { title: 'ABC-2: thing', merged: '2024-02-05T10:00:00Z' }),
        ],
      },
    },
  }
}

/** A plan over {@link contractPortfolio}; comments in it are there to be kept. */
export const contractPlan = `# kept comment
plan: audit
title: Audit
timeZone: Europe/Berlin
period: { start: 2024-01-01, end: 2024-12-31 }
objectives:
  - id: o1
    title: First
    weight: 2
    deliverables:
      - id: core
        title: Core # beside the core
        links:
          - { connection: jira, epic: abc-1 }
      - id: points
        title: Points
        weigh: points
        links:
          - { project: pts, types: [story, Bug] }
      - id: web
        title: Web
        links:
          - { connection: github, repo: ACME/Web }
      - id: by-hand
        title: By hand
        progress: manual
        entries: [{ date: 2024-02-01, progress: 0.25, note: one }, { date: 2024-02-10, progress: 0.5, note: two }]
      - { id: nothing, title: Nothing linked }
      - id: gone
        title: Gone
        status: cancelled
        links: [{ connection: jira, keys: [ABC-7] }]
  - id: o2
    title: Direct
    links:
      - { connection: jira, project: ABC, not: { labels: KEEP-lights-on } }
  - id: o3
    title: Dropped
    deliverables:
      - id: d3
        title: All dropped
        links: [{ keys: [acme/web#4] }]
kpis:
  - { id: done, title: Done, measure: { metric: items.done } }
  - { id: done4, title: Done in four weeks, measure: { metric: items.done, window: 4w }, baseline: 0, target: 10, direction: up, period: { start: 2024-01-01, end: 2024-12-31 } }
  - { id: lead, title: Lead, direction: down, baseline: 21, target: 7, measure: { metric: items.lead_time, stat: p85, window: 8w, where: { project: [ABC, PTS] } } }
  - { id: merged, title: Merged, measure: { metric: prs.merged, where: { objective: o1 } } }
  - { id: merge-time, title: Merge time, measure: { metric: prs.merge_time, stat: mean, window: 8w } }
  - { id: progress, title: Progress, measure: { metric: progress, where: { deliverable: points } } }
  - { id: plan-progress, title: Plan progress, measure: { metric: progress } }
  - { id: share, title: Share, objective: o1, measure: { metric: share, window: 4w } }
  - { id: ratio, title: Ratio, measure: { metric: ratio, window: 4w, of: items.done, to: items.created } }
  - { id: open, title: Open, measure: { metric: items.open, where: { connection: jira } } }
  - { id: wip, title: Wip, measure: { metric: items.wip, where: { connection: jira } } }
  - { id: reviews, title: Reviews, measure: { metric: prs.review_time } }
  - { id: manual, title: Manual, measure: { metric: manual } }
`
