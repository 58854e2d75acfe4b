import type {
  JiraData,
  JiraHistoryItemRecord,
  JiraHistoryRecord,
  JiraIssueRecord,
  JiraIssueTypeRecord,
  JiraStatusRecord,
  JiraUserRecord,
} from '../records.ts'
import type { BulkSpan } from './bulk-span.ts'
import { type Dice, makeDice } from './bulk-words.ts'

const PROJECT = { id: '10900', key: 'BULK', name: 'Bulk load' }
const EPIC_EVERY = 25
const EPIC: JiraIssueTypeRecord = { id: '10000', name: 'Epic', subtask: false, hierarchyLevel: 1 }
const TYPES: readonly [JiraIssueTypeRecord, ...JiraIssueTypeRecord[]] = [
  { id: '10001', name: 'Story', subtask: false, hierarchyLevel: 0 },
  { id: '10002', name: 'Bug', subtask: false, hierarchyLevel: 0 },
  { id: '10003', name: 'Task', subtask: false, hierarchyLevel: 0 },
]
const TO_DO: JiraStatusRecord = status('10100', 'To Do', 2, 'new', 'blue-gray')
const PROGRESS: JiraStatusRecord = status('10101', 'In Progress', 4, 'indeterminate', 'yellow')
const DONE: JiraStatusRecord = status('10102', 'Done', 3, 'done', 'green')
const USERS: readonly [JiraUserRecord, ...JiraUserRecord[]] = [
  { accountId: '5a0000000000000000000001', displayName: 'Ines Albrecht' },
  { accountId: '5a0000000000000000000002', displayName: 'Jonas Petersen' },
  { accountId: '5a0000000000000000000003', displayName: 'Mara Osei' },
]
const COMPONENTS = ['Interfaces', 'Reports', 'Wards', 'Archive'].map((name, index) => ({
  id: String(10_300 + index),
  name,
}))
const POINTS = 'customfield_10016'

/** Project BULK with so many issues, BULK-1 the oldest. */
export function bulkJira(seed: number, count: number, span: BulkSpan): JiraData {
  const dice = makeDice(seed)
  const step = (span.until - span.from) / Math.max(1, count)
  return {
    accountTimeZone: 'UTC',
    projects: [PROJECT],
    issues: Array.from({ length: count }, (_, index) => bulkIssue(dice, index, span.from + index * step, span.until)),
    fields: [
      {
        id: POINTS,
        name: 'Story Points',
        custom: true,
        schema: { type: 'number', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:float', customId: 10016 },
      },
    ],
    users: USERS,
  }
}

function bulkIssue(dice: Dice, index: number, created: number, until: number): JiraIssueRecord {
  const number = index + 1
  const isEpic = index % EPIC_EVERY === 0
  const wanted = dice.percent(60) ? DONE : dice.pick([TO_DO, TO_DO, PROGRESS])
  const ended = created + dice.between(1, 60 * 24 * 40) * 60_000
  // What would move after the span has not moved yet: nothing piles up at its last instant.
  const state = ended > until ? TO_DO : wanted
  const moved = state === TO_DO ? created : ended
  const later = moved + dice.between(0, 60 * 24 * 10) * 60_000
  const updated = later > until ? moved : later
  const epic = index - (index % EPIC_EVERY) + 1
  return {
    id: String(100_000 + number),
    key: `${PROJECT.key}-${number}`,
    fields: {
      summary: dice.text(60),
      issuetype: isEpic ? EPIC : dice.pick(TYPES),
      project: PROJECT,
      status: state,
      created: instant(created),
      updated: instant(updated),
      statuscategorychangedate: instant(moved),
      resolution: state === DONE ? { id: '10000', name: 'Done' } : null,
      resolutiondate: state === DONE ? instant(moved) : null,
      priority: { id: '3', name: 'Medium' },
      labels: dice.percent(50) ? [dice.pick(['load', 'ward', 'night'])] : [],
      components: dice.percent(60) ? COMPONENTS.slice(index % 4, (index % 4) + 1) : [],
      fixVersions: [],
      versions: [],
      assignee: dice.percent(80) ? dice.pick(USERS) : null,
      reporter: dice.pick(USERS),
      creator: dice.pick(USERS),
      ...(isEpic ? {} : { parent: { id: String(100_000 + epic), key: `${PROJECT.key}-${epic}` } }),
      issuelinks: [],
      description: dice.text(1200),
      [POINTS]: dice.percent(70) ? dice.pick([1, 2, 3, 5, 8]) : null,
    },
    changelog: { histories: bulkHistories(number, state, created, moved) },
  }
}

/** Assigned, started, and done: as many changes as the issue's state has behind it, spread over the time it took. */
function bulkHistories(number: number, state: JiraStatusRecord, created: number, moved: number): JiraHistoryRecord[] {
  const changes: JiraHistoryItemRecord[][] = [[change('assignee', null, USERS[0].displayName)]]
  if (state !== TO_DO) changes.push([statusChange(TO_DO, PROGRESS)])
  if (state === DONE) changes.push([statusChange(PROGRESS, DONE), change('resolution', null, 'Done')])
  return changes.map((items, index) => ({
    id: String(1_000_000 + number * 10 + index),
    author: USERS[0],
    created: instant(created + ((moved - created) * (index + 1)) / changes.length),
    items,
  }))
}

function statusChange(from: JiraStatusRecord, to: JiraStatusRecord): JiraHistoryItemRecord {
  return { ...change('status', from.name, to.name), from: from.id, to: to.id }
}

function change(field: string, from: string | null, to: string): JiraHistoryItemRecord {
  const texts = { fromString: from, toString: to }
  return { field, fieldId: field, fieldtype: 'jira', from: from === null ? null : '1', to: '2', ...texts }
}

function instant(at: number): string {
  return new Date(at).toISOString().replace('Z', '+0000')
}

function status(
  id: string,
  name: string,
  categoryId: number,
  key: JiraStatusRecord['statusCategory']['key'],
  colorName: string,
): JiraStatusRecord {
  const category = key === 'new' ? 'To Do' : key === 'done' ? 'Done' : 'In Progress'
  return { id, name, statusCategory: { id: categoryId, key, name: category, colorName } }
}
