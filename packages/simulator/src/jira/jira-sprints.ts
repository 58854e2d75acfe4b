import type { JiraIssueFields, JiraSprintRecord } from '../records.ts'
import { SPRINT_TYPE } from './custom-types.ts'
import type { JiraSite } from './jira-site.ts'

/** What can happen to a sprint, as webhooks name it. */
export type SprintEvent = 'sprint_created' | 'sprint_started' | 'sprint_closed' | 'sprint_updated'

/** The sprints of a site: they live in the issues that are or were in them. */
export class JiraSprints {
  /** Told of every change of a sprint. */
  onSprint: (event: SprintEvent, sprint: JiraSprintRecord) => void = () => undefined
  readonly #site: JiraSite
  readonly #fieldIds: readonly string[]

  constructor(site: JiraSite) {
    this.#site = site
    this.#fieldIds = site.fields.filter(({ schema }) => schema?.custom === SPRINT_TYPE).map(({ id }) => id)
  }

  /**
   * Starts, closes or renames a sprint in every issue that names it. As in Jira, none of them moves its `updated`, and no
   * history tells of it.
   */
  put(sprint: JiraSprintRecord): void {
    let before: JiraSprintRecord | null = null
    this.#site.rewrite(({ record }) => {
      let { fields } = record
      for (const name of this.#fieldIds) {
        const sprints = sprintsIn(fields, name)
        const known = sprints.find(({ id }) => id === sprint.id)
        if (known === undefined) continue
        before = known
        fields = { ...fields, [name]: sprints.map((other) => (other.id === sprint.id ? sprint : other)) }
      }
      return fields
    })
    this.onSprint(sprintEvent(before, sprint), sprint)
  }
}

function sprintsIn(fields: JiraIssueFields, name: string): readonly JiraSprintRecord[] {
  const value = fields[name]
  return Array.isArray(value) ? value : []
}

function sprintEvent(before: JiraSprintRecord | null, after: JiraSprintRecord): SprintEvent {
  if (before === null) return 'sprint_created'
  if (before.state === after.state) return 'sprint_updated'
  if (after.state === 'active') return 'sprint_started'
  return after.state === 'closed' ? 'sprint_closed' : 'sprint_updated'
}
