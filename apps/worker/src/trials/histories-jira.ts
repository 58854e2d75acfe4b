import type { JiraIssueRecord, JiraStatusRecord, SimulatorControl } from '@throughline/simulator'
import type { Fates } from './histories-fates.ts'

/** The projects of every history. */
export const projects = ['EHR', 'OPS'] as const

const zones = ['America/St_Johns', 'Asia/Kathmandu', 'UTC'] as const
const resolutions = [
  { id: '1', name: 'Done' },
  { id: '2', name: 'Won’t Do' },
]

function status(id: number, name: string, category: number, key: 'new' | 'indeterminate' | 'done'): JiraStatusRecord {
  return { id: `${id}`, name, statusCategory: { id: category, key, name, colorName: 'blue-gray' } }
}

/** A simulated Jira and the keys of what people see in it. */
export class JiraWorld {
  readonly #control: SimulatorControl
  readonly #fates: Fates
  readonly #now: () => number
  readonly #here: string[] = []
  readonly #hidden: string[] = []
  readonly #statuses: JiraStatusRecord[] = [
    status(1, 'To Do', 2, 'new'),
    status(2, 'In Progress', 4, 'indeterminate'),
    status(3, 'Done', 3, 'done'),
  ]
  readonly #numbers = new Map<string, number>()
  /** What versions and components are called by now, by id: a renamed one stays so while no issue has it. */
  readonly #names = new Map<string, string>()
  #words = 0

  constructor(control: SimulatorControl, fates: Fates, now: () => number) {
    this.#control = control
    this.#fates = fates
    this.#now = now
  }

  /** Issues that can be seen, as they stand. */
  issues(): readonly JiraIssueRecord[] {
    return this.#here.flatMap((key) => this.#control.jiraIssue(key) ?? [])
  }

  create(which: number, other: number): void {
    const project = projectAt(which)
    const number = (this.#numbers.get(project.key) ?? 0) + 1
    this.#numbers.set(project.key, number)
    const key = `${project.key}-${number}`
    const at = new Date(this.#now()).toISOString().replace('Z', '+0000')
    // The first issues become families: what goes or moves should often have children.
    const parent = other % 3 === 0 ? null : this.#pick(other % 2)
    this.#words += 1
    this.#control.upsertJiraIssue({
      id: `${10_000 + this.#words}`,
      key,
      fields: {
        summary: `Summary ${this.#words}`,
        issuetype: { id: '10001', name: 'Story', subtask: false },
        project,
        status: this.#status(0),
        created: at,
        updated: at,
        labels: other % 2 === 0 ? ['core'] : [],
        ...(parent === null ? {} : { parent: { id: parent.id, key: parent.key } }),
      },
    })
    this.#here.push(key)
  }

  retitle(which: number): void {
    this.#words += 1
    this.#patch(which, { summary: `Summary ${this.#words}` })
  }

  relabel(which: number, other: number): void {
    this.#patch(which, { labels: [`label-${other % 4}`] })
  }

  moveStatus(which: number, other: number): void {
    const next = this.#status(other)
    const isDone = next.statusCategory.key === 'done'
    this.#patch(which, { status: next, resolution: isDone ? resolutions[other % resolutions.length] : null })
  }

  setParent(which: number, other: number): void {
    const [child, parent] = [this.#pick(which), this.#pick(other)]
    if (child === null) return
    const isNone = parent === null || parent.key === child.key || this.#isBelow(parent.key, child.key)
    this.#control.patchJiraIssue(child.key, { parent: isNone ? null : { id: parent.id, key: parent.key } })
  }

  move(which: number): void {
    const issue = this.#pick(which % 4)
    if (issue === null) return
    const { key } = issue
    const project = projects.find((each) => each !== issue.fields.project.key) ?? projects[0]
    const next = this.#control.moveJiraIssue(key, project)
    this.#numbers.set(project, Number(next.split('-')[1]))
    this.#fates.leave(key, 'moved', next)
    this.#here.splice(this.#here.indexOf(key), 1, next)
  }

  delete(which: number): void {
    const issue = this.#pick(which)
    if (issue === null) return
    // Deleting a parent takes it from its children, as in Jira.
    for (const key of [...this.#here, ...this.#hidden]) {
      if (this.#control.jiraIssue(key)?.fields.parent?.key === issue.key) {
        this.#control.patchJiraIssue(key, { parent: null })
      }
    }
    this.#control.deleteJiraIssue(issue.key)
    this.#leave(issue.key)
  }

  /** Jira answers alike for what is hidden and what is deleted. */
  hide(which: number): void {
    const issue = this.#pick(which)
    if (issue === null) return
    this.#control.hideJiraIssue(issue.key)
    this.#leave(issue.key)
    this.#hidden.push(issue.key)
  }

  show(which: number): void {
    const [key] = this.#hidden.splice(which % Math.max(1, this.#hidden.length), 1)
    if (key === undefined) return
    this.#control.showJiraIssue(key)
    this.#fates.comeBack(key)
    this.#here.push(key)
  }

  setVersion(which: number, other: number): void {
    const issue = this.#pick(which)
    if (issue === null) return
    const project = issue.fields.project.id
    const version = this.#named(`${project}${other % 2}`, `Release ${project}.${other % 2}`)
    this.#control.patchJiraIssue(issue.key, { fixVersions: [version] })
  }

  /** No issue that has the version moves its `updated`. */
  renameVersion(which: number): void {
    const project = projectAt(which).key
    const [version] = this.#inProject(project).flatMap(({ fields }) => fields.fixVersions ?? [])
    if (version === undefined) return
    this.#words += 1
    const name = `Release ${project} ${this.#words}`
    this.#control.renameJiraVersion(project, version.name, name)
    this.#names.set(version.id, name)
  }

  setComponent(which: number, other: number): void {
    const issue = this.#pick(which)
    if (issue === null) return
    const id = `${issue.fields.project.id}7${other % 2}`
    const component = this.#named(id, `Component ${id}`)
    this.#control.patchJiraIssue(issue.key, { components: [component] })
  }

  renameComponent(which: number): void {
    const project = projectAt(which).key
    const [component] = this.#inProject(project).flatMap(({ fields }) => fields.components ?? [])
    if (component === undefined) return
    this.#words += 1
    const name = `Component ${this.#words}`
    this.#control.renameJiraComponent(project, component.name, name)
    this.#names.set(component.id, name)
  }

  /** A status is the same in all projects. */
  renameStatus(which: number): void {
    const before = this.#status(which)
    this.#words += 1
    const name = `${before.name.split(' ')[0]} ${this.#words}`
    for (const project of projects) {
      const isUsed = this.#inProject(project).some(({ fields }) => fields.status.name === before.name)
      if (isUsed) this.#control.renameJiraStatus(project, before.name, name)
    }
    this.#statuses.splice(this.#statuses.indexOf(before), 1, { ...before, name })
  }

  setZone(which: number): void {
    this.#control.setJiraZone(zones[which % zones.length] ?? 'UTC')
  }

  /** Lets nobody browse a project, or everybody again. */
  veil(which: number, isVeiled: boolean): void {
    const { key } = projectAt(which)
    if (isVeiled) this.#control.hideJiraProject(key)
    else this.#control.showJiraProject(key)
  }

  #leave(key: string): void {
    this.#fates.leave(key, 'deleted')
    this.#here.splice(this.#here.indexOf(key), 1)
  }

  #patch(which: number, fields: Readonly<Record<string, unknown>>): void {
    const issue = this.#pick(which)
    if (issue !== null) this.#control.patchJiraIssue(issue.key, fields)
  }

  #pick(which: number): JiraIssueRecord | null {
    const key = this.#here[which % Math.max(1, this.#here.length)]
    return key === undefined ? null : this.#control.jiraIssue(key)
  }

  #named(id: string, firstName: string) {
    return { id, name: this.#names.get(id) ?? firstName }
  }

  #inProject(project: string): readonly JiraIssueRecord[] {
    const all = [...this.#here, ...this.#hidden].flatMap((key) => this.#control.jiraIssue(key) ?? [])
    return all.filter(({ fields }) => fields.project.key === project)
  }

  #status(which: number): JiraStatusRecord {
    const found = this.#statuses[which % this.#statuses.length]
    if (found === undefined) throw new RangeError('there are statuses')
    return found
  }

  /** Whether `key` is a descendant of `ancestor`: a circle of parents exists in no tool. */
  #isBelow(key: string, ancestor: string): boolean {
    const parent = this.#control.jiraIssue(key)?.fields.parent?.key
    return parent !== undefined && (parent === ancestor || this.#isBelow(parent, ancestor))
  }
}

function projectAt(which: number) {
  const at = which % projects.length
  const key = projects[at] ?? projects[0]
  return { id: `${100 + at}`, key, name: `Project ${key}` }
}
