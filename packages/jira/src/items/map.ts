import type { EpochMs, ItemRecord, StatusCategory } from '@throughline/plan'
import { cleanText, parseInstant, type QuarantinedRecord } from '@throughline/source'
import { issueSchema, type JiraIssue } from '../schema.ts'

/** What a record needs besides the issue itself. */
export interface MapContext {
  readonly scope: string
  /** The site's address, without a slash at the end. */
  readonly baseUrl: string
  /** Ids of the fields that may hold the estimate; the first that holds a number counts. */
  readonly estimateFields: readonly string[]
}

const CATEGORIES: Readonly<Record<JiraIssue['fields']['status']['statusCategory']['key'], StatusCategory>> = {
  undefined: 'todo',
  new: 'todo',
  indeterminate: 'in_progress',
  done: 'done',
}

/** The fields a search must ask for so that {@link mapIssue} finds everything, estimate fields aside. */
export const ISSUE_FIELDS: readonly string[] = Object.keys(issueSchema.shape.fields.shape)

/**
 * Makes a record of one issue as Jira sends it. An issue whose key, status or dates cannot be read comes back as
 * quarantined, with what was wrong; whatever else is missing or malformed is left empty. People appear by display name,
 * never by e-mail address.
 */
export function mapIssue(raw: unknown, context: MapContext): ItemRecord | QuarantinedRecord {
  const parsed = issueSchema.safeParse(raw)
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    return { key: readKey(raw), reason: cleanText(`The issue could not be read. ${faults.join('; ')}`) }
  }
  const { id, key, fields } = parsed.data
  const unreadable: string[] = []
  const instant = (name: 'created' | 'updated' | 'resolutiondate' | 'statuscategorychangedate'): EpochMs | null => {
    const text = fields[name] ?? null
    const at = text === null ? null : parseInstant(text)
    if (text !== null && at === null) unreadable.push(name)
    return at
  }
  const createdAt = instant('created')
  const updatedAt = instant('updated')
  const endedAt = instant('resolutiondate')
  const categoryChangedAt = instant('statuscategorychangedate')
  if (createdAt === null || updatedAt === null || unreadable.length > 0) {
    return { key, reason: `The issue could not be read. ${unreadable.join(', ')}: no instant` }
  }
  const parent = fields.parent === null || fields.parent === undefined ? null : cleanText(fields.parent.key)
  return {
    scope: context.scope,
    key,
    sourceId: id,
    kind: 'issue',
    type: cleanText(fields.issuetype?.name ?? 'Issue'),
    isSubtask: fields.issuetype?.subtask === true && parent !== null,
    title: cleanText(fields.summary ?? key),
    url: `${context.baseUrl}/browse/${encodeURIComponent(key)}`,
    seen: {
      status: cleanText(fields.status.name),
      category: CATEGORIES[fields.status.statusCategory.key],
      resolution: fields.resolution ? cleanText(fields.resolution.name) : null,
    },
    endedAt,
    categoryChangedAt,
    history: null,
    parent,
    labels: (fields.labels ?? []).filter((label) => typeof label === 'string').map(cleanText),
    components: names(fields.components),
    milestones: names(fields.fixVersions),
    assignee: fields.assignee ? cleanText(fields.assignee.displayName) : null,
    author: fields.reporter ? cleanText(fields.reporter.displayName) : null,
    estimate: estimate(fields, context.estimateFields),
    createdAt,
    updatedAt,
    mentions: [],
    sprints: [],
    links: [],
  }
}

function names(list: readonly unknown[] | null | undefined): string[] {
  return (list ?? []).flatMap((entry) =>
    typeof entry === 'object' && entry !== null && 'name' in entry && typeof entry.name === 'string'
      ? [cleanText(entry.name)]
      : [],
  )
}

function estimate(fields: Readonly<Record<string, unknown>>, ids: readonly string[]): number | null {
  for (const id of ids) {
    const value = fields[id]
    if (typeof value === 'number' && Number.isFinite(value)) return value
  }
  return null
}

function readKey(raw: unknown): string | null {
  const key = typeof raw === 'object' && raw !== null && 'key' in raw ? raw.key : null
  return typeof key === 'string' && key !== '' ? cleanText(key) : null
}
