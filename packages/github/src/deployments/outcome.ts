import type { Deployment, EpochMs } from '@throughline/plan'
import { parseInstant } from '@throughline/source'
import { z } from 'zod'
import { recordsSchema } from '../client.ts'
import { PAGE_SIZE } from '../list-page.ts'
import type { SideContext } from '../side-context.ts'

const statusSchema = z.object({ state: z.string(), created_at: z.string() })

/** Reads all that was reported of a deployment, and tells when it first succeeded and first failed. */
export async function readOutcome(
  id: string,
  { request, client, options }: SideContext,
): Promise<Pick<Deployment, 'succeededAt' | 'failedAt'>> {
  let succeededAt: EpochMs | null = null
  let failedAt: EpochMs | null = null
  for (let page = 1; ; page += 1) {
    const { data, links } = await client.request(
      {
        route: 'GET /repos/{owner}/{repo}/deployments/{id}/statuses',
        scope: request.scope,
        parameters: { id, per_page: PAGE_SIZE, page },
        schema: recordsSchema,
      },
      options,
    )
    for (const raw of data) {
      const status = statusSchema.safeParse(raw).data
      const at = status === undefined ? null : parseInstant(status.created_at)
      if (status === undefined || at === null) continue
      if (status.state === 'success') succeededAt = Math.min(succeededAt ?? at, at)
      if (status.state === 'failure' || status.state === 'error') failedAt = Math.min(failedAt ?? at, at)
    }
    if (!links.hasNext) return { succeededAt, failedAt }
  }
}
