import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type {
  JiraData,
  JiraFieldRecord,
  JiraIssueFields,
  JiraIssueRecord,
  JiraIssueReference,
  JiraStatusRecord,
  JiraUserRecord,
} from '../records.ts'
import { readJsonLines } from './read-records.ts'

/** A person as Jira Data Center names one. */
interface ServerUser {
  readonly name: string
  readonly key: string
  readonly displayName: string
  readonly active?: boolean
  readonly timeZone?: string
}

interface AgileSprint {
  readonly id: number
  readonly state: string
  readonly name: string
  readonly startDate?: string
  readonly endDate?: string
  readonly completeDate?: string
  readonly originBoardId: number
}

interface AgileEpic {
  readonly id: number
  readonly key: string
  readonly summary: string
  readonly done: boolean
}

/** An issue as the Agile API of Data Center gave it. */
interface ArchivedIssue {
  readonly id: string
  readonly key: string
  readonly fields: Omit<JiraIssueFields, 'assignee' | 'reporter' | 'creator'> & {
    readonly assignee: ServerUser | null
    readonly reporter: ServerUser | null
    readonly creator: ServerUser | null
    readonly epic?: AgileEpic | null
    readonly sprint?: AgileSprint | null
    readonly closedSprints?: readonly AgileSprint[]
    readonly flagged?: boolean
  }
}

const SPRINT_FIELD: JiraFieldRecord = {
  id: 'customfield_10020',
  name: 'Sprint',
  custom: true,
  schema: { type: 'array', items: 'json', custom: 'com.pyxis.greenhopper.jira:gh-sprint', customId: 10020 },
}
const DONE: JiraStatusRecord = {
  id: '6',
  name: 'Closed',
  statusCategory: { id: 3, key: 'done', name: 'Done', colorName: 'green' },
}
const OPEN: JiraStatusRecord = {
  id: '1',
  name: 'Open',
  statusCategory: { id: 2, key: 'new', name: 'To Do', colorName: 'blue-gray' },
}

/**
 * Reads the archived Titanium issues (6,750, projects TIMOB, ALOY and DAEMON) and gives them the form of Jira Cloud.
 *
 * Taken over: ids, keys, texts, statuses, resolutions, times, versions, components, labels, links, sub-tasks. Changed:
 * the `epic` of a standard issue becomes its `parent`; people get an `accountId` derived from their key and lose `name`
 * and `key`; sprints become the custom field `customfield_10020`; `flagged` (false throughout) is dropped. Added: the
 * status and type of an epic that is not in the archive. Absent, as in the archive: changelog and
 * `statuscategorychangedate`.
 *
 * @param directory folder that holds `jira/titanium.issues.ndjson.gz`.
 * @throws Error with code ENOENT when the file is not there.
 */
export async function loadTitaniumIssues(directory: string, accountTimeZone: string = 'UTC'): Promise<JiraData> {
  const archived = (await readJsonLines(join(directory, 'jira/titanium.issues.ndjson.gz'))) as readonly ArchivedIssue[]
  const issues = archived.map(cloudIssue)
  const users = issues.flatMap(({ fields }) =>
    [fields.assignee, fields.reporter, fields.creator].flatMap((user) => user ?? []),
  )
  const projects = issues.map(({ fields }) => fields.project)
  return {
    accountTimeZone,
    projects: [...new Map(projects.map((project) => [project.key, project])).values()],
    issues,
    fields: [SPRINT_FIELD],
    users: [...new Map(users.map((user) => [user.accountId, user])).values()],
  }
}

function cloudIssue({ id, key, fields }: ArchivedIssue): JiraIssueRecord {
  const { epic, sprint, closedSprints, flagged: _flagged, assignee, reporter, creator, ...rest } = fields
  const sprints = [...(closedSprints ?? []), ...(sprint ? [sprint] : [])].map(cloudSprint)
  return {
    id,
    key,
    fields: {
      ...(rest as JiraIssueFields),
      assignee: cloudUser(assignee),
      reporter: cloudUser(reporter),
      creator: cloudUser(creator),
      ...(epic ? { parent: epicReference(epic) } : {}),
      [SPRINT_FIELD.id]: sprints.length === 0 ? null : sprints,
    },
  }
}

function cloudUser(user: ServerUser | null | undefined): JiraUserRecord | null {
  if (!user) return null
  return {
    accountId: createHash('sha256').update(user.key).digest('hex').slice(0, 24),
    displayName: user.displayName,
    ...(user.active === undefined ? {} : { active: user.active }),
    ...(user.timeZone === undefined ? {} : { timeZone: user.timeZone }),
  }
}

function cloudSprint({ originBoardId, ...sprint }: AgileSprint) {
  return { ...sprint, boardId: originBoardId, goal: '' }
}

function epicReference(epic: AgileEpic): JiraIssueReference {
  return {
    id: String(epic.id),
    key: epic.key,
    fields: {
      summary: epic.summary,
      status: epic.done ? DONE : OPEN,
      issuetype: { id: '6', name: 'Epic', subtask: false, hierarchyLevel: 1 },
    },
  }
}
