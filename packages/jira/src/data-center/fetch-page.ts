import type { EpochMs } from '@throughline/plan'
import type { CallOptions } from '@throughline/source'
import { z } from 'zod'
import type { JiraClient } from '../client.ts'
import type { SearchAsk } from '../dialect.ts'

/** Strict where a page that is no page would end a walk; see the same of Cloud. */
const pageSchema = z.object({ issues: z.array(z.unknown()), total: z.number() })

/** Issues from one position on, and how many there are. */
export interface PositionPage {
  readonly issues: readonly unknown[]
  readonly total: number
  readonly serverTime: EpochMs
}

/**
 * One request of a search by position. Issues come in the order of their keys, which is the one order that nothing
 * changes: what is created or moved in goes to the end.
 */
export async function fetchPage(
  client: JiraClient,
  ask: Omit<SearchAsk, 'place'>,
  startAt: number,
  options: CallOptions,
): Promise<PositionPage> {
  const { data, serverTime } = await client.request(
    {
      url: `${client.api}/search`,
      method: 'POST',
      body: {
        jql: `${ask.jql} ORDER BY key ASC`,
        fields: ask.fields,
        startAt,
        maxResults: ask.pageSize,
        ...(ask.withHistory ? { expand: ['changelog'] } : {}),
      },
      schema: pageSchema,
    },
    options,
  )
  return { ...data, serverTime }
}
