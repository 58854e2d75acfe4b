import type {
  JiraFieldRecord,
  JiraIssueTypeRecord,
  JiraNamedRecord,
  JiraProjectRecord,
  JiraStatusRecord,
} from '../../records.ts'
import type { StatusName } from '../draw/life.ts'

/** The projects of the site. */
export const PROJECTS = {
  EHR: { id: '10001', key: 'EHR', name: 'Electronic health records', projectTypeKey: 'software', simplified: false },
  OPS: { id: '10002', key: 'OPS', name: 'IT operations', projectTypeKey: 'software', simplified: false },
} as const satisfies Record<string, JiraProjectRecord>

/** The issue types of both projects. */
export const TYPES = {
  epic: { id: '10100', name: 'Epic', subtask: false, hierarchyLevel: 1 },
  story: { id: '10101', name: 'Story', subtask: false, hierarchyLevel: 0 },
  bug: { id: '10102', name: 'Bug', subtask: false, hierarchyLevel: 0 },
  task: { id: '10103', name: 'Task', subtask: false, hierarchyLevel: 0 },
  subtask: { id: '10104', name: 'Sub-task', subtask: true, hierarchyLevel: -1 },
} as const satisfies Record<string, JiraIssueTypeRecord>

/** The name of an issue type in the portfolio. */
export type TypeName = keyof typeof TYPES

const TO_DO = { id: 2, key: 'new', name: 'To Do', colorName: 'blue-gray' } as const
const DOING = { id: 4, key: 'indeterminate', name: 'In Progress', colorName: 'yellow' } as const
const DONE = { id: 3, key: 'done', name: 'Done', colorName: 'green' } as const

/** The statuses of the one workflow. */
export const STATUSES: Readonly<Record<StatusName, JiraStatusRecord>> = {
  'To Do': { id: '10200', name: 'To Do', statusCategory: TO_DO },
  'In Progress': { id: '10201', name: 'In Progress', statusCategory: DOING },
  'Waiting for vendor': { id: '10202', name: 'Waiting for vendor', statusCategory: DOING },
  'In Review': { id: '10203', name: 'In Review', statusCategory: DOING },
  Done: { id: '10204', name: 'Done', statusCategory: DONE },
}

/** Story points stand in this field. */
export const POINTS_FIELD = 'customfield_10016'
/** Sprints stand in this field. */
export const SPRINT_FIELD = 'customfield_10020'

/** The custom fields of the site. */
export const FIELDS: readonly JiraFieldRecord[] = [
  {
    id: POINTS_FIELD,
    name: 'Story Points',
    custom: true,
    schema: { type: 'number', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:float', customId: 10016 },
  },
  {
    id: SPRINT_FIELD,
    name: 'Sprint',
    custom: true,
    schema: { type: 'array', items: 'json', custom: 'com.pyxis.greenhopper.jira:gh-sprint', customId: 10020 },
  },
]

const RESOLUTIONS = ['Done', "Won't Do", 'Duplicate', 'Cannot Reproduce']
const PRIORITIES = ['Highest', 'High', 'Medium', 'Low', 'Lowest']
const COMPONENTS = [
  'Core',
  'Patient index',
  'Archive',
  'Results',
  'Medication',
  'Portal',
  'Training',
  'Billing',
  'Interfaces',
  'Identity',
  'Network',
  'Security',
  'Workplace',
]

/** A resolution of the site by its name. Throws RangeError for another name. */
export function resolution(name: string): JiraNamedRecord {
  return named(RESOLUTIONS, 10300, name)
}

/** A priority of the site by its name. Throws RangeError for another name. */
export function priority(name: string): JiraNamedRecord {
  return named(PRIORITIES, 1, name)
}

/** A component of the site by its name. Throws RangeError for another name. */
export function component(name: string): JiraNamedRecord {
  return named(COMPONENTS, 10400, name)
}

function named(names: readonly string[], firstId: number, name: string): JiraNamedRecord {
  const index = names.indexOf(name)
  if (index < 0) throw new RangeError(`the site knows no ${name}; it knows ${names.join(', ')}`)
  return { id: String(firstId + index), name }
}
