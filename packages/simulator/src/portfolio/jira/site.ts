import type {
  JiraFieldRecord,
  JiraIssueTypeRecord,
  JiraNamedRecord,
  JiraProjectRecord,
  JiraStatusRecord,
} from '../../records.ts'
import type { StatusName } from '../draw/life.ts'
import type { Programme, Project } from '../programme/programme.ts'

/** What the Jira site of a programme has set up; every method throws RangeError for what it does not have. */
export interface Site {
  readonly projects: readonly JiraProjectRecord[]
  project(key: string): JiraProjectRecord
  status(name: StatusName): JiraStatusRecord
  /** A component of a project. */
  component(project: string, name: string): JiraNamedRecord
}

/** The issue types of all projects. */
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

/** The site of a programme. */
export function siteOf({ projects, waitStatus }: Programme): Site {
  const records = new Map(projects.map((project, index) => [project.key, projectRecord(project, index)]))
  const components = projects.flatMap(({ key, components }) => components.map((name) => `${key} ${name}`))
  const statuses: Readonly<Record<StatusName, JiraStatusRecord>> = {
    'To Do': { id: '10200', name: 'To Do', statusCategory: TO_DO },
    'In Progress': { id: '10201', name: 'In Progress', statusCategory: DOING },
    Waiting: { id: '10202', name: waitStatus, statusCategory: DOING },
    'In Review': { id: '10203', name: 'In Review', statusCategory: DOING },
    Done: { id: '10204', name: 'Done', statusCategory: DONE },
  }
  return {
    projects: [...records.values()],
    project(key) {
      const record = records.get(key)
      if (record === undefined) throw new RangeError(`no project ${key}; there are ${[...records.keys()].join(', ')}`)
      return record
    },
    status: (name) => statuses[name],
    component: (project, name) => ({ id: idOf(components, 10400, `${project} ${name}`), name }),
  }
}

/** A resolution of the site by its name. Throws RangeError for another name. */
export function resolution(name: string): JiraNamedRecord {
  return { id: idOf(RESOLUTIONS, 10300, name), name }
}

/** A priority of the site by its name. Throws RangeError for another name. */
export function priority(name: string): JiraNamedRecord {
  return { id: idOf(PRIORITIES, 1, name), name }
}

function projectRecord({ key, name }: Project, index: number): JiraProjectRecord {
  return { id: String(10_001 + index), key, name, projectTypeKey: 'software', simplified: false }
}

function idOf(names: readonly string[], firstId: number, name: string): string {
  const index = names.indexOf(name)
  if (index < 0) throw new RangeError(`the site knows no ${name}; it knows ${names.join(', ')}`)
  return String(firstId + index)
}
