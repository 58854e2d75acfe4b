import type { Drafting } from '../drafting.ts'
import { drawCreated, drawDone, drawLife, type Life, statusOf } from '../draw/life.ts'
import { DAY_MS, type Span } from '../draw/span.ts'
import type { JiraWork, NamedTask, Programme, Project } from '../programme/programme.ts'
import type { Workstream } from '../programme/workstream.ts'
import type { IssueDraft } from './draft.ts'
import type { TypeName } from './site.ts'

const MINUTE_MS = 60_000
const POINTS = [
  [1, 2],
  [2, 4],
  [3, 5],
  [5, 5],
  [8, 3],
  [13, 1],
] as const
const PRIORITIES = [
  ['Highest', 1],
  ['High', 4],
  ['Medium', 12],
  ['Low', 4],
  ['Lowest', 1],
] as const

/** All issues of work in Jira, epics first, each after its parent. Its frame is laid down from `kickOff` on, epoch ms. */
export function draftIssues(drafting: Drafting, work: JiraWork, kickOff: number): IssueDraft[] {
  const settled = kickOff + 3 * DAY_MS
  const streams = work.streams.map((stream) => {
    const issues = Array.from({ length: stream.issues }, () => draftIssue(drafting, stream, settled))
    return { stream, issues, subtasks: draftSubtasks(drafting, stream, issues) }
  })
  const tasks = work.tasks.map((task, index) => namedTask(drafting, task, kickOff + (8 * 60 + index * 15) * MINUTE_MS))
  const epics = work.epics.map(({ key, summary }, index) => {
    const children = streams.filter(({ stream }) => stream.epic === key).flatMap(({ issues }) => issues)
    return epicOf(drafting, key, summary, kickOff + index * 20 * MINUTE_MS, children)
  })
  return [
    ...epics,
    ...tasks,
    ...streams.flatMap(({ stream, issues, subtasks }) => {
      const epic = epics.find(({ fixedKey }) => fixedKey === stream.epic) ?? null
      const placed = new Map(issues.map((issue) => [issue, { ...issue, parent: epic }]))
      return [
        ...placed.values(),
        ...subtasks.map((task) => ({ ...task, parent: (task.parent && placed.get(task.parent)) ?? null })),
      ]
    }),
  ]
}

function draftIssue(drafting: Drafting, stream: Workstream, settled: number): IssueDraft {
  const { draw, days, programme, span, staff, writer } = drafting
  const at = (part: number) => span.start + (span.end - span.start) * part
  const end = endOf(span, stream)
  const [stories, bugs, tasks] = stream.mix
  const type = draw.weighted<'story' | 'bug' | 'task'>([
    ['story', stories],
    ['bug', bugs],
    ['task', tasks],
  ])
  const created = drawCreated(draw, days, Math.max(settled, at(stream.from)), at(stream.to))
  const life = drawLife(
    draw,
    days,
    {
      created,
      done: drawDone(draw, days, created, stream.finish === null ? null : at(stream.finish), type === 'bug'),
      dropped: draw.chance(stream.dropped),
      waiting: stream.waiting,
      reopened: type === 'bug' ? 0.1 : 0.04,
    },
    end,
  )
  const { title, topic } = writer.title(draw, stream.kind, type, stream.topics)
  return {
    project: stream.project,
    fixedKey: null,
    type,
    title,
    topic,
    life,
    stream,
    parent: null,
    body: writer.body(draw, stream.kind, type, topic),
    components: stream.components,
    labels: [...stream.labels, ...(draw.chance(0.12) ? [draw.pick(programme.casualLabels)] : [])],
    reporter: draw.pick(staff.all),
    worker: draw.pick(staff.team(stream.team)),
    points: draw.chance({ story: 0.9, bug: 0.2, task: 0.4 }[type]) ? draw.weighted(POINTS) : null,
    priority: draw.weighted(PRIORITIES),
    commented: drawComment(drafting, life, end),
  }
}

/** Sub-tasks of stories and tasks that are not given up, if there are any; each is done before its issue is. */
function draftSubtasks(drafting: Drafting, stream: Workstream, issues: readonly IssueDraft[]): IssueDraft[] {
  const { draw, days, span, writer } = drafting
  const end = endOf(span, stream)
  const hosts = issues.filter(
    ({ type, life }) => type !== 'bug' && life.resolution === 'Done' && life.done - life.created > 6 * DAY_MS,
  )
  return Array.from({ length: hosts.length === 0 ? 0 : stream.subtasks }, () => {
    const host = draw.pick(hosts)
    const latest = Math.min(end, host.life.done) - DAY_MS
    const created = days.between(draw, host.life.created, Math.max(host.life.created, latest - DAY_MS))
    const done = created + (host.life.done - created) * (0.4 + 0.5 * draw.unit())
    const drawn = drawLife(draw, days, { created, done, dropped: false, waiting: 0, reopened: 0 }, end)
    const life = { ...drawn, steps: drawn.steps.filter(({ at }) => at < host.life.done || host.life.done >= end) }
    const isCut = life.steps.length < drawn.steps.length
    const { title, topic } = writer.title(draw, stream.kind, 'subtask', [host.topic])
    return {
      ...host,
      type: 'subtask' as const,
      title,
      topic,
      parent: host,
      points: null,
      life: isCut ? { ...life, steps: [...life.steps, { at: lastOf(life) + 1000, status: 'Done' as const }] } : life,
      body: writer.body(draw, stream.kind, 'task', topic),
      labels: stream.labels,
      commented: null,
    }
  })
}

/** When what happens in a stream ends: today, unless it came to a standstill before. */
function endOf(span: Span, { stalled }: Workstream): number {
  return stalled === null ? span.end : span.start + (span.end - span.start) * stalled
}

function lastOf(life: Life): number {
  return life.steps.at(-1)?.at ?? life.created
}

function namedTask(drafting: Drafting, task: NamedTask, created: number): IssueDraft {
  const { draw, days, span, writer } = drafting
  const done = span.start + (span.end - span.start) * task.finish
  const life = drawLife(draw, days, { created, done, dropped: false, waiting: 0, reopened: 0 }, span.end)
  return {
    ...founding(drafting, task.key, task.summary, life),
    type: 'task',
    body: writer.body(draw, null, 'task', task.topic),
    labels: task.labels,
  }
}

/** An epic is started with its first child, and done when all its children are. */
function epicOf(
  drafting: Drafting,
  key: string,
  summary: string,
  created: number,
  children: readonly IssueDraft[],
): IssueDraft {
  const { draw, days, span } = drafting
  const started = Math.min(...children.flatMap(({ life }) => life.steps[0]?.at ?? []), span.end)
  const isOver = children.every(({ life }) => statusOf(life) === 'Done')
  const isDropped = children.filter(({ life }) => life.resolution !== 'Done').length > children.length / 2
  const closed = isOver
    ? days.next(draw, Math.max(...children.map(({ life }) => lastOf(life))) + DAY_MS / 4)
    : Number.POSITIVE_INFINITY
  const steps = [
    { at: days.next(draw, started), status: 'In Progress' as const },
    { at: closed, status: 'Done' as const },
  ].filter(({ at }) => at < span.end)
  const life = { created, steps, started, done: closed, resolution: isDropped ? "Won't Do" : 'Done' }
  return { ...founding(drafting, key, summary, life), components: children[0]?.components ?? [] }
}

function founding(drafting: Drafting, key: string, summary: string, life: Life): IssueDraft {
  const { draw, programme, staff, writer } = drafting
  const project = projectOf(programme, key)
  const topic = summary.charAt(0).toLowerCase() + summary.slice(1)
  return {
    project: project.key,
    fixedKey: key,
    type: 'epic',
    title: summary,
    topic,
    life,
    parent: null,
    stream: null,
    body: writer.body(draw, null, 'epic', 'programme'),
    components: [],
    labels: ['programme'],
    reporter: draw.pick(staff.team(programme.office)),
    worker: draw.pick(staff.team(project.team)),
    points: null,
    priority: 'High',
    commented: null,
  }
}

/** Some work is commented on after its last move. */
function drawComment({ draw, days }: Drafting, life: Life, end: number): number | null {
  return draw.chance(0.2) ? days.between(draw, lastOf(life), Math.min(end, lastOf(life) + 40 * DAY_MS)) : null
}

function projectOf({ projects }: Programme, key: string): Project {
  const project = projects.find((one) => key.startsWith(`${one.key}-`))
  if (project === undefined) throw new RangeError(`${key} is of no project of the programme`)
  return project
}

/** The types that are neither epics nor sub-tasks. */
export function isStandard(type: TypeName): boolean {
  return type !== 'epic' && type !== 'subtask'
}
