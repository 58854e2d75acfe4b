import { z } from 'zod'
import { calendarDate, documentFields, listed, oneOrMore, slug } from '../../document/document-fields.ts'
import { normaliseSelector, type Selector } from '../../document/selector.ts'

/** A day of the plan's timeline on which something has to be reached. */
export interface Milestone {
  readonly id: string
  readonly title: string
  readonly owner: string | null
  /** The day promised. */
  readonly date: string
  /** Ids of the deliverables that have to be done for it. */
  readonly deliverables: readonly string[]
  /** The version or milestone of a tool that stands for it. */
  readonly release: ReleaseName | null
  /** Chooses the work items planned for that release. */
  readonly planned: readonly Selector[]
  /** The day it was reached, where neither work nor a release tells. */
  readonly reached: string | null
}

/** Names a Jira fix version, or a GitHub release or milestone. */
export interface ReleaseName {
  readonly connection: string
  /** Jira project key or GitHub `owner/repo`. */
  readonly scope: string
  readonly name: string
}

/** A milestone as the document writes it. */
export const milestoneSchema = documentFields({
  id: slug,
  title: z.string().min(1),
  owner: z.string().min(1).optional(),
  date: calendarDate.describe('The day promised'),
  deliverables: oneOrMore(z.string()).optional().describe('Ids of the deliverables that have to be done for it'),
  release: documentFields({
    connection: z.string().min(1),
    scope: z.string().min(1).describe('Jira project key or GitHub owner/repo'),
    name: z.string().min(1).describe('Name of the Jira fix version, or of the GitHub release or milestone'),
  })
    .optional()
    .describe('The version of a tool that stands for it'),
  reached: calendarDate.optional().describe('The day it was reached, where no linked work tells'),
})

/** A parsed milestone with its defaults filled in. */
export function normaliseMilestone(input: z.output<typeof milestoneSchema>): Milestone {
  return {
    id: input.id,
    title: input.title,
    owner: input.owner ?? null,
    date: input.date,
    deliverables: listed(input.deliverables),
    release: input.release ?? null,
    planned: input.release === undefined ? [] : [plannedFor(input.release)],
    reached: input.reached ?? null,
  }
}

/** Projects and repositories are both compared with an item's scope, versions and milestones with its milestones. */
function plannedFor({ connection, scope, name }: ReleaseName): Selector {
  return normaliseSelector({ connection, project: scope, fixVersions: name })
}
