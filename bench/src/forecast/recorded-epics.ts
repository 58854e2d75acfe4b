import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import {
  boundariesOf,
  compileLinker,
  linkItems,
  parsePlan,
  type StatusCategory,
  stateMapping,
  timelineOf,
  type WorkItem,
} from '@throughline/plan'
import type { Portfolio } from './made-up-plan.ts'

interface RecordedIssue {
  readonly key: string
  readonly fields: {
    readonly issuetype: { readonly name: string; readonly subtask: boolean }
    readonly project: { readonly key: string }
    readonly status: { readonly name: string; readonly statusCategory: { readonly key: string } }
    readonly resolution: { readonly name: string } | null
    readonly resolutiondate: string | null
    readonly created: string
    readonly updated: string
    readonly epic?: { readonly key: string } | null
    readonly parent?: { readonly key: string }
  }
}

const mapping = stateMapping('jira', { statuses: {}, resolutions: {} })

/**
 * A plan over the recorded Titanium issues: each epic with so many issues or more is a deliverable, each project an
 * objective. The record holds no changelog, so an item is todo from its creation until it ends.
 */
export async function recordedEpics(file: string, issuesMin: number): Promise<Portfolio> {
  const text = (await promisify(gunzip)(await readFile(file))).toString('utf8')
  const issues = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordedIssue)
  const ids = new Map(issues.map(({ key }, index) => [key, index + 1]))
  const items = issues.map((issue) => itemOf(issue, ids))
  const sizes = Map.groupBy(
    issues.flatMap(({ fields }) => fields.epic?.key ?? []),
    (epic) => epic,
  )
  const epics = [...sizes].filter(([, members]) => members.length >= issuesMin).map(([epic]) => epic)
  const plan = parsePlan(JSON.stringify(documentOf(epics)), 'json')
  return { plan, items, links: linkItems(compileLinker(plan), items) }
}

function documentOf(epics: readonly string[]) {
  const projects = Map.groupBy(epics, (epic) => epic.split('-')[0] ?? epic)
  return {
    plan: 'titanium',
    title: 'Titanium',
    period: { start: '2010-01-01', end: '2022-12-31' },
    objectives: [...projects].map(([project, keys]) => ({
      id: project.toLowerCase(),
      title: project,
      deliverables: keys.map((epic) => ({ id: epic.toLowerCase(), title: epic, links: [{ epic }] })),
    })),
  }
}

function itemOf({ key, fields }: RecordedIssue, ids: ReadonlyMap<string, number>): WorkItem {
  const createdAt = Date.parse(fields.created)
  const updatedAt = Date.parse(fields.updated)
  const timeline = timelineOf(
    {
      kind: 'issue',
      seen: {
        status: fields.status.name,
        category: categoryOf(fields.status.statusCategory.key),
        resolution: fields.resolution?.name ?? null,
      },
      endedAt: fields.resolutiondate === null ? null : Date.parse(fields.resolutiondate),
      categoryChangedAt: null,
      history: null,
      createdAt,
      updatedAt,
    },
    mapping,
  )
  const parent = fields.epic?.key ?? fields.parent?.key ?? null
  return {
    id: ids.get(key) ?? 0,
    connection: 'jira',
    scope: fields.project.key,
    key,
    kind: 'issue',
    type: fields.issuetype.name,
    isSubtask: fields.issuetype.subtask && fields.parent !== undefined,
    title: key,
    url: '',
    status: fields.status.name,
    parentId: parent === null ? null : (ids.get(parent) ?? null),
    parent,
    labels: [],
    components: [],
    milestones: [],
    assignee: null,
    author: null,
    estimate: null,
    updatedAt,
    changedAt: updatedAt,
    references: [],
    tombstone: null,
    ...boundariesOf(timeline),
    createdAt,
    timeline,
  }
}

function categoryOf(key: string): StatusCategory {
  if (key === 'done') return 'done'
  return key === 'indeterminate' ? 'in_progress' : 'todo'
}
