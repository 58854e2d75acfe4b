import type { EpochMs } from '@throughline/plan'
import type { CallOptions } from '@throughline/source'
import type { JiraClient } from '../client.ts'
import { myselfSchema } from '../schema.ts'

/**
 * Jira's clock. Asks for the account as well: with refused credentials that fails, where a search by nobody may just find
 * nothing.
 */
export async function serverNow(client: JiraClient, options: CallOptions): Promise<EpochMs> {
  return (await client.request({ url: `${client.api}/myself`, schema: myselfSchema }, options)).serverTime
}
