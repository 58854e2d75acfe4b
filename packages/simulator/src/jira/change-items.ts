import { isDeepStrictEqual } from 'node:util'
import type { JiraFieldRecord, JiraHistoryItemRecord, JiraIssueFields, JiraUserRecord } from '../records.ts'
import { SPRINT_TYPE } from './custom-types.ts'
import { wireText } from './wire-document.ts'
import { userName } from './wire-people.ts'

/** How a change of one field is told. */
type Describe = (before: unknown, after: unknown, field: string) => readonly JiraHistoryItemRecord[]

interface Side {
  readonly id: string | null
  readonly text: string | null
}

const NOTHING: Side = { id: null, text: null }

/** Fields that follow from others, or whose changes Jira keeps no history of. */
const SILENT: ReadonlySet<string> = new Set([
  'created',
  'updated',
  'resolutiondate',
  'statuscategorychangedate',
  'subtasks',
  'project',
  'creator',
])

const DESCRIBED: Readonly<Record<string, Describe>> = {
  issuetype: (before, after) => oneItem('issuetype', named(before), named(after), 'issuetype'),
  priority: (before, after) => oneItem('priority', named(before), named(after), 'priority'),
  resolution: (before, after) => oneItem('resolution', named(before), named(after), 'resolution'),
  status: (before, after) => oneItem('status', named(before), named(after), 'status'),
  components: (before, after) => listItems('Component', before, after, 'components'),
  fixVersions: (before, after) => listItems('Fix Version', before, after, 'fixVersions'),
  versions: (before, after) => listItems('Version', before, after, 'versions'),
  labels: (before, after) => oneItem('labels', words(before), words(after), 'labels'),
  issuelinks: linkItems,
  description: (before, after) => oneItem('description', prose(before), prose(after), 'description'),
  environment: (before, after) => oneItem('environment', prose(before), prose(after), 'environment'),
  duedate: (before, after) => oneItem('duedate', day(before), day(after), 'duedate'),
}

/**
 * What a change of an issue's fields leaves in its history, in Jira's words and order: the status last, after the
 * resolution that was set with it.
 *
 * @param definitions the site's fields beyond the system ones.
 * @param isServer whether the site is a Data Center: a standard issue belongs to its epic by the field Epic Link there, and
 *   people go by their keys.
 */
export function changeItems(
  before: JiraIssueFields,
  after: JiraIssueFields,
  definitions: readonly JiraFieldRecord[],
  isServer: boolean,
): readonly JiraHistoryItemRecord[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const changed = names.filter(
    (name) => !SILENT.has(name) && !isDeepStrictEqual(before[name] ?? null, after[name] ?? null),
  )
  return changed
    .sort((a, b) => Number(a === 'status') - Number(b === 'status'))
    .flatMap((name) => {
      const [from, to] = [before[name] ?? null, after[name] ?? null]
      if (name === 'parent') return parentItems(from, to, isServer && !after.issuetype.subtask)
      if (name === 'assignee' || name === 'reporter') {
        return oneItem(name, person(before[name], isServer), person(after[name], isServer), name)
      }
      const describe = DESCRIBED[name]
      if (describe !== undefined) return describe(from, to, name)
      const definition = definitions.find(({ id }) => id === name)
      return definition === undefined ? oneItem(name, text(from), text(to), name) : customItems(definition, from, to)
    })
}

/** The two items that every move to another project leaves. */
export function moveItems(
  from: { readonly key: string; readonly project: { readonly id: string; readonly name: string } },
  to: { readonly key: string; readonly project: { readonly id: string; readonly name: string } },
): readonly JiraHistoryItemRecord[] {
  return [
    item(
      'project',
      { id: from.project.id, text: from.project.name },
      { id: to.project.id, text: to.project.name },
      'project',
    ),
    item('Key', { id: null, text: from.key }, { id: null, text: to.key }),
  ]
}

function parentItems(before: unknown, after: unknown, isEpicLink: boolean): readonly JiraHistoryItemRecord[] {
  const [from, to] = [reference(before), reference(after)]
  if (isEpicLink) return changedItem({ ...item('Epic Link', from, to), fieldtype: 'custom' })
  return changedItem(item('IssueParentAssociation', from, to))
}

function customItems(field: JiraFieldRecord, before: unknown, after: unknown): readonly JiraHistoryItemRecord[] {
  const read = field.schema?.custom === SPRINT_TYPE ? sprints : text
  return changedItem({ ...item(field.name, read(before), read(after), field.id), fieldtype: 'custom' })
}

function oneItem(field: string, from: Side, to: Side, fieldId: string): readonly JiraHistoryItemRecord[] {
  return changedItem(item(field, from, to, fieldId))
}

/** A list of things with ids changes in one item for each that goes or comes. */
function listItems(field: string, before: unknown, after: unknown, fieldId: string): readonly JiraHistoryItemRecord[] {
  const [from, to] = [list(before).map(named), list(after).map(named)]
  const gone = from.filter((side) => !to.some(({ id }) => id === side.id))
  const come = to.filter((side) => !from.some(({ id }) => id === side.id))
  return [
    ...gone.map((side) => item(field, side, NOTHING, fieldId)),
    ...come.map((side) => item(field, NOTHING, side, fieldId)),
  ]
}

/** A link that comes or goes is one item, which says in words how it reads from this issue. */
function linkItems(before: unknown, after: unknown): readonly JiraHistoryItemRecord[] {
  const [from, to] = [list(before).map(link), list(after).map(link)]
  const gone = from.filter(({ text: words }) => !to.some((side) => side.text === words))
  const come = to.filter(({ text: words }) => !from.some((side) => side.text === words))
  return [
    ...gone.map((side) => item('Link', side, NOTHING, 'issuelinks')),
    ...come.map((side) => item('Link', NOTHING, side, 'issuelinks')),
  ]
}

function item(field: string, from: Side, to: Side, fieldId?: string): JiraHistoryItemRecord {
  return {
    field,
    fieldtype: 'jira',
    ...(fieldId === undefined ? {} : { fieldId }),
    from: from.id,
    fromString: from.text,
    to: to.id,
    toString: to.text,
  }
}

/** Leaves out what only looks changed, such as an empty list in place of none. */
function changedItem(made: JiraHistoryItemRecord): readonly JiraHistoryItemRecord[] {
  return made.from === made.to && made.fromString === made.toString ? [] : [made]
}

function named(value: unknown): Side {
  const { id, name } = members(value)
  return id === undefined ? NOTHING : { id: String(id), text: String(name) }
}

/** People go by their account on Cloud, by their key on Data Center. */
function person(user: JiraUserRecord | null | undefined, isServer: boolean): Side {
  if (!user) return NOTHING
  return { id: isServer ? (user.key ?? userName(user)) : user.accountId, text: user.displayName }
}

function reference(value: unknown): Side {
  const { id, key } = members(value)
  return id === undefined ? NOTHING : { id: String(id), text: String(key) }
}

function link(value: unknown): Side {
  const { type, inwardIssue, outwardIssue } = members(value)
  const { inward, outward } = members(type)
  const { key } = members(inwardIssue ?? outwardIssue)
  return { id: String(key), text: `This issue ${inwardIssue === undefined ? outward : inward} ${key}` }
}

function prose(value: unknown): Side {
  return { id: null, text: wireText(value) }
}

function words(value: unknown): Side {
  return { id: null, text: list(value).join(' ') }
}

function day(value: unknown): Side {
  return typeof value === 'string' ? { id: value, text: `${value} 00:00:00.0` } : NOTHING
}

function sprints(value: unknown): Side {
  const all = list(value).map(named)
  return { id: all.map(({ id }) => id).join(', '), text: all.map((side) => side.text).join(', ') }
}

/** Values that have no id of their own. */
function text(value: unknown): Side {
  if (value === null || value === undefined) return NOTHING
  if (typeof value !== 'object') return { id: null, text: String(value) }
  const known = named(value)
  return known.id === null ? { id: null, text: JSON.stringify(value) } : known
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
}
