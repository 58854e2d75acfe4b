import type { JiraFieldRecord } from '../records.ts'

/** Fields that every Jira site defines, as `GET /field` lists them. */
export const SYSTEM_FIELDS: readonly JiraFieldRecord[] = [
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

/** A field definition as it goes over the wire. */
export function wireFieldDefinition(field: JiraFieldRecord) {
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
