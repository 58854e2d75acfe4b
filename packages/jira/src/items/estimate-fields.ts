import { UpstreamRefusedError } from '@throughline/errors'
import type { CallOptions } from '@throughline/source'
import type { JiraClient } from '../client.ts'
import { fieldListSchema, type JiraFieldDefinition } from '../schema.ts'

/** Company-managed projects call the field Story Points, team-managed ones Story point estimate; a site may have both. */
const STORY_POINTS = new Set(['story points', 'story point estimate'])

/**
 * Asks Jira which fields hold the estimate: the one configured, by id or by name in any case, else the number fields
 * named as Jira names story points. Empty when none is configured and none is found.
 *
 * @throws UpstreamRefusedError `jira.unknown_estimate_field` when the configured one does not exist. Estimates silently
 *   missing would change every progress weighed by points.
 */
export async function findEstimateFields(
  client: JiraClient,
  configured: string | null,
  options: CallOptions,
): Promise<readonly string[]> {
  const { data } = await client.request({ url: '/rest/api/3/field', schema: fieldListSchema }, options)
  const found = data.filter((field) => (configured === null ? isStoryPoints(field) : isNamed(field, configured)))
  if (configured !== null && found.length === 0) {
    throw new UpstreamRefusedError(
      'jira.unknown_estimate_field',
      `Jira has no field ${configured}, which connection ${client.connection} names as its estimateField. Correct the name, or leave it out to use Story Points.`,
    )
  }
  return found.map(({ id }) => id)
}

function isStoryPoints(field: JiraFieldDefinition): boolean {
  return STORY_POINTS.has(field.name.toLowerCase()) && field.schema?.type === 'number'
}

function isNamed(field: JiraFieldDefinition, name: string): boolean {
  return field.id === name || field.name.toLowerCase() === name.toLowerCase()
}
