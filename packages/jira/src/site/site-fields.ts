import { UpstreamRefusedError } from '@throughline/errors'
import type { CallOptions } from '@throughline/source'
import { z } from 'zod'
import type { JiraClient } from '../client.ts'
import { fieldListSchema, type JiraFieldDefinition } from '../schema.ts'

/** Company-managed projects call the field Story Points, team-managed ones Story point estimate; a site may have both. */
const STORY_POINTS = new Set(['story points', 'story point estimate'])

/** Jira Software names its own fields by these types, whatever a site calls them. */
const SPRINT = 'com.pyxis.greenhopper.jira:gh-sprint'
const EPIC_LINK = 'com.pyxis.greenhopper.jira:gh-epic-link'

/** Every Jira has fields: an empty list is a fault to be asked again, or parents and estimates would be lost to it. */
const someFieldsSchema = fieldListSchema.refine((fields) => fields.length > 0, 'there are no fields')

/** How {@link SiteFields} are kept in cursors and marks. */
export const siteFieldsSchema = z.object({
  configured: z.string().nullable(),
  estimate: z.array(z.string()),
  sprint: z.object({ id: z.string(), name: z.string() }).nullable(),
  epicLink: z.string().nullable(),
})

/** The fields of one site that only it knows the ids of. */
export interface SiteFields {
  /** What the connection named as its estimate field when they were looked up; another name makes them worthless. */
  readonly configured: string | null
  /** Ids of the fields that may hold the estimate; the first that holds a number counts. */
  readonly estimate: readonly string[]
  /** The Sprint field; its name too, because histories of Data Center name fields and not their ids. */
  readonly sprint: { readonly id: string; readonly name: string } | null
  /** Where older projects keep the epic of an issue, instead of in `parent`. */
  readonly epicLink: string | null
}

/**
 * Asks Jira for the ids of the fields that differ from site to site. The estimate is the field configured, by id or by
 * name in any case, else the number fields named as Jira names story points; empty when none is configured and none is
 * found.
 *
 * @throws UpstreamRefusedError `jira.unknown_estimate_field` when the configured one does not exist. Estimates silently
 *   missing would change every progress weighed by points.
 */
export async function findSiteFields(
  client: JiraClient,
  configured: string | null,
  options: CallOptions,
): Promise<SiteFields> {
  const { data } = await client.request({ url: `${client.api}/field`, schema: someFieldsSchema }, options)
  const estimates = data.filter((field) => (configured === null ? isStoryPoints(field) : isNamed(field, configured)))
  if (configured !== null && estimates.length === 0) {
    throw new UpstreamRefusedError(
      'jira.unknown_estimate_field',
      `Jira has no field ${configured}, which connection ${client.connection} names as its estimateField. Correct the name, or leave it out to use Story Points.`,
    )
  }
  const sprint = data.find(({ schema }) => schema?.custom === SPRINT)
  return {
    configured,
    estimate: estimates.map(({ id }) => id),
    sprint: sprint === undefined ? null : { id: sprint.id, name: sprint.name },
    epicLink: data.find(({ schema }) => schema?.custom === EPIC_LINK)?.id ?? null,
  }
}

/** The ids among them, to be asked for with an issue. */
export function siteFieldIds({ estimate, sprint, epicLink }: SiteFields): readonly string[] {
  const others = [sprint?.id ?? null, epicLink].filter((id) => id !== null)
  return [...new Set([...estimate, ...others])]
}

function isStoryPoints(field: JiraFieldDefinition): boolean {
  return STORY_POINTS.has(field.name.toLowerCase()) && field.schema?.type === 'number'
}

function isNamed(field: JiraFieldDefinition, name: string): boolean {
  return field.id === name || field.name.toLowerCase() === name.toLowerCase()
}
