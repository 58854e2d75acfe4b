import { UpstreamRefusedError } from '@throughline/errors'
import type { CallOptions } from '@throughline/source'
import { z } from 'zod'
import type { JiraClient } from '../client.ts'
import type { FoundIssue } from '../dialect.ts'

/** Whoever asked says what to make of an issue whose key cannot be read. */
const issueSchema = z.looseObject({})

/** What to ask for with the issue. */
export interface IssueParts {
  readonly fields: readonly string[]
  readonly expand?: string
}

/**
 * Asks for one issue by key. An issue that was moved is answered under its new key; one that does not exist, or that the
 * account may not see, is mostly the same to Jira: 404.
 */
export async function findIssue(
  client: JiraClient,
  key: string,
  parts: IssueParts,
  options: CallOptions,
): Promise<FoundIssue> {
  const { fields, expand } = parts
  try {
    const { data } = await client.request(
      {
        url: `${client.api}/issue/${encodeURIComponent(key)}`,
        searchParams: { fields: fields.join(','), ...(expand === undefined ? {} : { expand }) },
        schema: issueSchema,
      },
      options,
    )
    return { kind: 'found', issue: data }
  } catch (error) {
    const status = error instanceof UpstreamRefusedError ? error.context.status : null
    if (status === 404) return { kind: 'deleted' }
    if (status === 403) return { kind: 'hidden' }
    throw error
  }
}
