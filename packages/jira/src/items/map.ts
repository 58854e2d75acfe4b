import type { EpochMs, ItemRecord, SeenLink } from '@throughline/plan'
import { cleanText, parseInstant, type QuarantinedRecord } from '@throughline/source'
import type { Change } from '../history/changelog.ts'
import { readSprints } from '../history/sprint-field.ts'
import { sprintStays } from '../history/sprint-stays.ts'
import { statusHistory } from '../history/status-history.ts'
import { issueLinkSchema, issueSchema } from '../schema.ts'
import type { SiteFields } from '../site/site-fields.ts'
import { CATEGORIES, type CategoryOf } from '../site/status-categories.ts'

/** What a record needs besides the issue itself. */
export interface MapContext {
  readonly scope: string
  /** The site's address, without a slash at the end. */
  readonly baseUrl: string
  readonly fields: SiteFields
  /** Changes by issue id, oldest first; null for a history that could not be read, absent for one that was not told. */
  readonly changes: ReadonlyMap<string, readonly Change[] | null>
  readonly categoryOf: CategoryOf
}

/** The fields a search must ask for so that {@link mapIssue} finds everything, those of the site aside. */
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
  const changes = context.changes.get(id)
  if (changes === null) return { key, reason: 'The issue could not be read. changelog: a change without an instant' }
  const parent = fields.parent?.key ?? epicOf(fields, context.fields)
  const seen = {
    status: cleanText(fields.status.name),
    category: CATEGORIES[fields.status.statusCategory.key],
    resolution: fields.resolution ? cleanText(fields.resolution.name) : null,
  }
  const facts = { seen, createdAt, updatedAt }
  return {
    scope: context.scope,
    key,
    sourceId: id,
    kind: 'issue',
    type: cleanText(fields.issuetype?.name ?? 'Issue'),
    isSubtask: fields.issuetype?.subtask === true && parent !== null,
    title: cleanText(fields.summary ?? key),
    url: `${context.baseUrl}/browse/${encodeURIComponent(key)}`,
    seen,
    endedAt,
    categoryChangedAt,
    history: changes === undefined ? null : statusHistory(changes, facts, context.categoryOf),
    parent: parent === null ? null : cleanText(parent),
    labels: (fields.labels ?? []).filter((label) => typeof label === 'string').map(cleanText),
    components: names(fields.components),
    milestones: names(fields.fixVersions),
    assignee: fields.assignee ? cleanText(fields.assignee.displayName) : null,
    author: fields.reporter ? cleanText(fields.reporter.displayName) : null,
    estimate: estimate(fields, context.fields.estimate),
    createdAt,
    updatedAt,
    mentions: [],
    sprints: staysOf(fields, changes ?? [], context.fields, facts),
    links: linksOf(fields.issuelinks),
  }
}

/** The epic link of a project that keeps its hierarchy the old way, by key. */
function epicOf(fields: Readonly<Record<string, unknown>>, { epicLink }: SiteFields): string | null {
  const value = epicLink === null ? null : fields[epicLink]
  return typeof value === 'string' && value !== '' ? value : null
}

function staysOf(
  fields: Readonly<Record<string, unknown>>,
  changes: readonly Change[],
  { sprint }: SiteFields,
  { createdAt, updatedAt }: { readonly createdAt: EpochMs; readonly updatedAt: EpochMs },
) {
  if (sprint === null) return []
  const present = readSprints(fields[sprint.id]).map(({ id }) => id)
  return sprintStays(changes, { field: sprint, present, createdAt, updatedAt })
}

function linksOf(list: readonly unknown[] | null | undefined): SeenLink[] {
  return (list ?? []).flatMap((entry) => {
    const { data } = issueLinkSchema.safeParse(entry)
    if (data?.outwardIssue) return [{ relation: cleanText(data.type.outward), key: cleanText(data.outwardIssue.key) }]
    if (data?.inwardIssue) return [{ relation: cleanText(data.type.inward), key: cleanText(data.inwardIssue.key) }]
    return []
  })
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
