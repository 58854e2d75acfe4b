import type {
  JiraIssueReference,
  JiraIssueTypeRecord,
  JiraNamedRecord,
  JiraStatusRecord,
  JiraVersionRecord,
} from '../records.ts'
import { EPIC_LINK_TYPE, SPRINT_TYPE } from './custom-types.ts'
import type { JiraEntry } from './jira-entry.ts'
import type { JiraSite } from './jira-site.ts'
import { wireDocument, wireText } from './wire-document.ts'
import { wireProject, wireUser } from './wire-people.ts'
import { wireSprintTexts } from './wire-sprint.ts'
import type { WireStyle } from './wire-style.ts'
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
export function wireField(field: string, entry: JiraEntry, site: JiraSite, style: WireStyle): unknown {
  const value = entry.record.fields[field]
  switch (field) {
    case 'project':
      return wireProject(entry.record.fields.project, style)
    case 'issuetype':
      return wireIssueType(entry.record.fields.issuetype, style)
    case 'status':
      return wireStatus(entry.record.fields.status, style)
    case 'created':
      return jiraInstant(entry.createdMs, style.zone)
    case 'updated':
      return jiraInstant(entry.updatedMs, style.zone)
    case 'resolutiondate':
      return entry.resolvedMs < 0 ? null : jiraInstant(entry.resolvedMs, style.zone)
    case 'statuscategorychangedate':
      if (style.isServer) return undefined
      return typeof value === 'string' ? jiraInstant(parseJiraInstant(value), style.zone) : value
    case 'assignee':
    case 'reporter':
    case 'creator': {
      const user = entry.record.fields[field]
      return user ? wireUser(user, style) : null
    }
    case 'resolution':
    case 'priority': {
      const named = entry.record.fields[field]
      return named ? wireNamed(named, field, style) : null
    }
    case 'components':
      return (entry.record.fields.components ?? []).map((component) => wireNamed(component, 'component', style))
    case 'fixVersions':
    case 'versions':
      return (entry.record.fields[field] ?? []).map((version) => wireVersion(version, style))
    case 'parent': {
      const { parent, issuetype } = entry.record.fields
      return parent && (!style.isServer || issuetype.subtask) ? wireReference(parent, site, style) : undefined
    }
    case 'subtasks':
      return site
        .children(entry.key)
        .filter((child) => child.record.fields.issuetype.subtask)
        .map((child) => wireReference({ id: child.record.id, key: child.key }, site, style))
    case 'description':
    case 'environment':
      return style.version === 3 ? wireDocument(value) : wireText(value)
    default:
      if (style.isServer && field.startsWith('customfield_')) return serverCustomField(field, entry, site, style)
      if (value !== undefined) return value
      if (Object.hasOwn(EMPTY_VALUES, field)) return EMPTY_VALUES[field]
      return site.fields.some(({ id }) => id === field) ? null : undefined
  }
}

/** A custom field on Data Center: the epic stands in one, and sprints are text. */
function serverCustomField(field: string, entry: JiraEntry, site: JiraSite, style: WireStyle): unknown {
  const { parent, issuetype, [field]: value } = entry.record.fields
  const definition = site.fields.find(({ id }) => id === field)
  if (definition === undefined) return value
  const type = definition.schema?.custom
  if (type === SPRINT_TYPE) return wireSprintTexts(value, style.zone)
  if (type === EPIC_LINK_TYPE) return value ?? (parent && !issuetype.subtask ? parent.key : null)
  return value ?? null
}

/** Names of all fields that an issue has. */
export function fieldNames(entry: JiraEntry, site: JiraSite): readonly string[] {
  return [
    ...new Set([...Object.keys(entry.record.fields), ...Object.keys(EMPTY_VALUES), ...site.fields.map(({ id }) => id)]),
  ]
}

/** An issue type as an issue shows it. */
export function wireIssueType(type: JiraIssueTypeRecord, style: WireStyle) {
  return {
    self: `${style.base}/issuetype/${type.id}`,
    id: type.id,
    description: type.description ?? '',
    iconUrl: `${style.origin}/rest/api/2/universal_avatar/view/type/issuetype/avatar/${type.id}?size=medium`,
    name: type.name,
    subtask: type.subtask,
    ...(style.isServer ? {} : { hierarchyLevel: levelOf(type) }),
  }
}

function levelOf(type: JiraIssueTypeRecord): number {
  return type.hierarchyLevel ?? (type.subtask ? -1 : type.name === 'Epic' ? 1 : 0)
}

/** A status with its category. */
export function wireStatus(status: JiraStatusRecord, style: WireStyle) {
  return {
    self: `${style.base}/status/${status.id}`,
    description: status.description ?? '',
    iconUrl: `${style.origin}/images/icons/statuses/generic.png`,
    name: status.name,
    id: status.id,
    statusCategory: {
      self: `${style.base}/statuscategory/${status.statusCategory.id}`,
      ...status.statusCategory,
    },
  }
}

/** A resolution, priority or component. */
export function wireNamed(named: JiraNamedRecord, kind: string, style: WireStyle) {
  return {
    self: `${style.base}/${kind}/${named.id}`,
    id: named.id,
    name: named.name,
    ...(named.description === undefined ? {} : { description: named.description }),
  }
}

/** A version as an issue shows it. */
export function wireVersion(version: JiraVersionRecord, style: WireStyle) {
  return {
    self: `${style.base}/version/${version.id}`,
    ...version,
    archived: version.archived ?? false,
    released: version.released ?? false,
  }
}

/** Another issue as this one shows it: as that one stands now, or as the record says where it is not on the site. */
function wireReference(reference: JiraIssueReference, site: JiraSite, style: WireStyle) {
  const shown = site.issue(reference.key)?.record.fields ?? reference.fields
  return {
    id: reference.id,
    key: reference.key,
    self: `${style.base}/issue/${reference.id}`,
    ...(shown === undefined
      ? {}
      : {
          fields: {
            summary: shown.summary,
            status: wireStatus(shown.status, style),
            ...(shown.priority ? { priority: wireNamed(shown.priority, 'priority', style) } : {}),
            issuetype: wireIssueType(shown.issuetype, style),
          },
        }),
  }
}
