import type { JiraFieldRecord } from '../records.ts'
import { EPIC_LINK_TYPE } from './custom-types.ts'

/** Fields that every Jira site defines, as `GET /field` lists them. */
const SYSTEM_FIELDS: readonly JiraFieldRecord[] = [
  system('statuscategorychangedate', 'Status Category Changed', 'datetime'),
  { id: 'issuetype', name: 'Issue Type', custom: false, schema: { type: 'issuetype', system: 'issuetype' } },
  { id: 'parent', name: 'Parent', custom: false },
  { id: 'issuekey', name: 'Key', custom: false },
  system('project', 'Project', 'project'),
  list('fixVersions', 'Fix versions', 'version'),
  system('resolution', 'Resolution', 'resolution'),
  system('resolutiondate', 'Resolved', 'datetime'),
  system('created', 'Created', 'datetime'),
  system('updated', 'Updated', 'datetime'),
  system('priority', 'Priority', 'priority'),
  list('labels', 'Labels', 'string'),
  list('versions', 'Affects versions', 'version'),
  list('issuelinks', 'Linked Issues', 'issuelinks'),
  system('assignee', 'Assignee', 'user'),
  system('reporter', 'Reporter', 'user'),
  system('creator', 'Creator', 'user'),
  system('status', 'Status', 'status'),
  list('components', 'Components', 'component'),
  system('description', 'Description', 'string'),
  system('summary', 'Summary', 'string'),
  list('subtasks', 'Sub-tasks', 'issuelinks'),
  system('environment', 'Environment', 'string'),
  system('duedate', 'Due date', 'date'),
]

/** Names of system fields that Cloud alone defines. */
const CLOUD_FIELDS: ReadonlySet<string> = new Set(['statuscategorychangedate', 'parent'])

/** The fields of a site; a Data Center has one for the epic of an issue, whether its data name it or not. */
export function definedFields(own: readonly JiraFieldRecord[], isServer: boolean): readonly JiraFieldRecord[] {
  if (!isServer || own.some(({ schema }) => schema?.custom === EPIC_LINK_TYPE)) return own
  const numbers = own.map(({ id }) => Number(/^customfield_(\d+)$/.exec(id)?.[1] ?? 0))
  const customId = Math.max(10_099, ...numbers) + 1
  const schema = { type: 'any', custom: EPIC_LINK_TYPE, customId }
  return [...own, { id: `customfield_${customId}`, name: 'Epic Link', custom: true, schema }]
}

/** What `GET /field` lists: the system fields and those of the site. */
export function wireFieldDefinitions(own: readonly JiraFieldRecord[], isServer: boolean) {
  const system = isServer ? SYSTEM_FIELDS.filter(({ id }) => !CLOUD_FIELDS.has(id)) : SYSTEM_FIELDS
  return [...system, ...own].map(wireFieldDefinition)
}

function wireFieldDefinition(field: JiraFieldRecord) {
  const customId = /^customfield_(\d+)$/.exec(field.id)?.[1]
  return {
    id: field.id,
    key: field.id,
    name: field.name,
    custom: field.custom,
    orderable: true,
    navigable: true,
    searchable: true,
    clauseNames: customId === undefined ? [field.id] : [`cf[${customId}]`, field.name],
    ...(field.schema === undefined
      ? {}
      : { schema: { ...field.schema, ...(customId === undefined ? {} : { customId: Number(customId) }) } }),
  }
}

function system(id: string, name: string, type: string): JiraFieldRecord {
  return { id, name, custom: false, schema: { type, system: id } }
}

function list(id: string, name: string, items: string): JiraFieldRecord {
  return { id, name, custom: false, schema: { type: 'array', items, system: id } }
}
