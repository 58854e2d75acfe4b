import type {
  JiraIssueReference,
  JiraIssueTypeRecord,
  JiraNamedRecord,
  JiraStatusRecord,
  JiraVersionRecord,
} from '../records.ts'
import type { JiraEntry } from './jira-entry.ts'
import type { JiraSite } from './jira-site.ts'
import { wireDocument } from './wire-document.ts'
import { wireProject, wireUser } from './wire-people.ts'
import { jiraInstant, parseJiraInstant } from './zone.ts'

/** Fields that every issue has, served for `*all` and null or empty where the record says nothing. */
const EMPTY_VALUES: Readonly<Record<string, unknown>> = {
  resolution: null,
  resolutiondate: null,
  priority: null,
  labels: [],
  components: [],
  fixVersions: [],
  versions: [],
  assignee: null,
  reporter: null,
  creator: null,
  subtasks: [],
  issuelinks: [],
  description: null,
  environment: null,
  duedate: null,
}

/**
 * One field of an issue as it goes over the wire, filled up with what records leave out.
 *
 * @returns undefined when the issue has no such field; the answer then leaves it out, as Jira does with `parent`.
 */
export function wireField(field: string, entry: JiraEntry, site: JiraSite): unknown {
  const value = entry.record.fields[field]
  const { origin } = site
  switch (field) {
    case 'project':
      return wireProject(entry.record.fields.project, origin)
    case 'issuetype':
      return wireIssueType(entry.record.fields.issuetype, origin)
    case 'status':
      return wireStatus(entry.record.fields.status, origin)
    case 'created':
      return jiraInstant(entry.createdMs, site.zone)
    case 'updated':
      return jiraInstant(entry.updatedMs, site.zone)
    case 'resolutiondate':
      return entry.resolvedMs < 0 ? null : jiraInstant(entry.resolvedMs, site.zone)
    case 'statuscategorychangedate':
      return typeof value === 'string' ? jiraInstant(parseJiraInstant(value), site.zone) : value
    case 'assignee':
    case 'reporter':
    case 'creator': {
      const user = entry.record.fields[field]
      return user ? wireUser(user, origin, site.zone) : null
    }
    case 'resolution':
    case 'priority': {
      const named = entry.record.fields[field]
      return named ? wireNamed(named, field, origin) : null
    }
    case 'components':
      return (entry.record.fields.components ?? []).map((component) => wireNamed(component, 'component', origin))
    case 'fixVersions':
    case 'versions':
      return (entry.record.fields[field] ?? []).map((version) => wireVersion(version, origin))
    case 'parent': {
      const { parent } = entry.record.fields
      return parent ? wireReference(parent, site) : undefined
    }
    case 'subtasks':
      return site
        .children(entry.key)
        .filter((child) => child.record.fields.issuetype.subtask)
        .map((child) => wireReference({ id: child.record.id, key: child.key }, site))
    case 'description':
    case 'environment':
      return wireDocument(value)
    default:
      if (value !== undefined) return value
      if (Object.hasOwn(EMPTY_VALUES, field)) return EMPTY_VALUES[field]
      return site.fields.some(({ id }) => id === field) ? null : undefined
  }
}

/** Names of all fields that an issue has. */
export function fieldNames(entry: JiraEntry, site: JiraSite): readonly string[] {
  return [
    ...new Set([...Object.keys(entry.record.fields), ...Object.keys(EMPTY_VALUES), ...site.fields.map(({ id }) => id)]),
  ]
}

/** An issue type as an issue shows it. */
function wireIssueType(type: JiraIssueTypeRecord, origin: string) {
  return {
    self: `${origin}/rest/api/3/issuetype/${type.id}`,
    id: type.id,
    description: type.description ?? '',
    iconUrl: `${origin}/rest/api/2/universal_avatar/view/type/issuetype/avatar/${type.id}?size=medium`,
    name: type.name,
    subtask: type.subtask,
    hierarchyLevel: type.hierarchyLevel ?? (type.subtask ? -1 : type.name === 'Epic' ? 1 : 0),
  }
}

/** A status with its category. */
export function wireStatus(status: JiraStatusRecord, origin: string) {
  return {
    self: `${origin}/rest/api/3/status/${status.id}`,
    description: status.description ?? '',
    iconUrl: `${origin}/images/icons/statuses/generic.png`,
    name: status.name,
    id: status.id,
    statusCategory: {
      self: `${origin}/rest/api/3/statuscategory/${status.statusCategory.id}`,
      ...status.statusCategory,
    },
  }
}

/** A resolution, priority or component. */
export function wireNamed(named: JiraNamedRecord, kind: string, origin: string) {
  return {
    self: `${origin}/rest/api/3/${kind}/${named.id}`,
    id: named.id,
    name: named.name,
    ...(named.description === undefined ? {} : { description: named.description }),
  }
}

function wireVersion(version: JiraVersionRecord, origin: string) {
  return {
    self: `${origin}/rest/api/3/version/${version.id}`,
    ...version,
    archived: version.archived ?? false,
    released: version.released ?? false,
  }
}

/** Another issue as this one shows it: as that one stands now, or as the record says where it is not on the site. */
function wireReference(reference: JiraIssueReference, site: JiraSite) {
  const { origin } = site
  const shown = site.issue(reference.key)?.record.fields ?? reference.fields
  return {
    id: reference.id,
    key: reference.key,
    self: `${origin}/rest/api/3/issue/${reference.id}`,
    ...(shown === undefined
      ? {}
      : {
          fields: {
            summary: shown.summary,
            status: wireStatus(shown.status, origin),
            ...(shown.priority ? { priority: wireNamed(shown.priority, 'priority', origin) } : {}),
            issuetype: wireIssueType(shown.issuetype, origin),
          },
        }),
  }
}
