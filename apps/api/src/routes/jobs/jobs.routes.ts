import { listJobs, retryJob } from '@throughline/hub'
import { isoInstant } from '@throughline/plan'
import type { Api } from '../../api.ts'
import { paging } from '../../fields.ts'
import { endpoint } from '../../http/endpoint.ts'
import { pageInMemory } from '../../http/pages-in-memory.ts'
import { iso, mapPage } from '../../json.ts'
import * as schema from './jobs.schema.ts'

const tag = 'Jobs'

/** The newest jobs of a state that the list reaches back to. */
const JOBS_MAX = 1_000

/** Background jobs, for whoever operates the hub. */
export function jobRoutes({ app, hub }: Api): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/jobs',
      tag,
      operationId: 'listJobs',
      summary: 'List background jobs of a state, newest first',
      query: { state: schema.jobState.default('failed'), ...paging },
      answer: { schema: schema.jobPage, example: { items: [schema.jobExample], nextCursor: null } },
    },
    async ({ query: { state, ...page } }) =>
      mapPage(
        pageInMemory(await listJobs(hub, state, JOBS_MAX), page, (job) => job.id),
        jobJson,
      ),
  )
  endpoint(
    app,
    {
      method: 'post',
      path: '/jobs/{id}/retry',
      // Ids hold a slash, and not everyone encodes it.
      patterns: { id: '.+' },
      tag,
      operationId: 'retryJob',
      summary: 'Put a failed job back in its queue',
      params: { id: schema.job.shape.id },
      answer: { schema: schema.job, example: { ...schema.jobExample, state: 'waiting' } },
    },
    async ({ params }) => jobJson(await retryJob(hub, params.id)),
  )
}

function jobJson(job: Awaited<ReturnType<typeof retryJob>>) {
  return { ...job, enqueuedAt: isoInstant(job.enqueuedAt), finishedAt: iso(job.finishedAt) }
}
