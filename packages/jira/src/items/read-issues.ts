import type { ItemRecord, Sprint } from '@throughline/plan'
import type { CallOptions, QuarantinedRecord } from '@throughline/source'
import { z } from 'zod'
import { readChanges } from '../history/changelog.ts'
import { readSprints } from '../history/sprint-field.ts'
import { movesStatus } from '../history/status-history.ts'
import type { JiraPorts } from '../jira-ports.ts'
import type { SiteFields } from '../site/site-fields.ts'
import type { StatusCategories } from '../site/status-categories.ts'
import { mapIssue } from './map.ts'

const issueFieldsSchema = z.object({ fields: z.record(z.string(), z.unknown()) })

/** What the issues of one answer became. */
export interface ReadIssues {
  readonly records: readonly ItemRecord[]
  readonly sprints: readonly Sprint[]
  readonly quarantined: readonly QuarantinedRecord[]
  /** Keys of records without a history, since their issues could no longer be seen when it was asked for. */
  readonly unseen: readonly string[]
}

/** What reading issues needs to know of their site. */
export interface ReadContext {
  readonly scope: string
  readonly fields: SiteFields
  readonly categories: StatusCategories
}

/** Makes records of issues as Jira sent them: fetches their histories, in one request on Cloud, and maps them. */
export async function readIssues(
  issues: readonly unknown[],
  context: ReadContext,
  ports: Pick<JiraPorts, 'client' | 'dialect'>,
  options: CallOptions,
): Promise<ReadIssues> {
  if (issues.length === 0) return { records: [], sprints: [], quarantined: [], unseen: [] }
  const { scope, fields, categories } = context
  const fieldIds = ['status', 'resolution', ...(fields.sprint === null ? [] : [fields.sprint.id])]
  const changelogs = await ports.dialect.changelogs(issues, fieldIds, options)
  const changes = new Map([...changelogs].map(([id, histories]) => [id, readChanges(histories)]))
  const isMoved = [...changes.values()].some((list) => list?.some(movesStatus))
  const categoryOf = isMoved ? await categories.lookUp(options) : () => null
  const records: ItemRecord[] = []
  const quarantined: QuarantinedRecord[] = []
  const sprints = new Map<string, Sprint>()
  for (const issue of issues) {
    const read = mapIssue(issue, { scope, fields, baseUrl: ports.client.baseUrl, changes, categoryOf })
    if ('reason' in read) quarantined.push(read)
    else records.push(read)
    const own = fields.sprint === null ? null : issueFieldsSchema.safeParse(issue).data?.fields[fields.sprint.id]
    for (const sprint of readSprints(own)) sprints.set(sprint.id, sprint)
  }
  const unseen = records.filter(({ sourceId }) => !changes.has(sourceId)).map(({ key }) => key)
  return { records, sprints: [...sprints.values()], quarantined, unseen }
}
