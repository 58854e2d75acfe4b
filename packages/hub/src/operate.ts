import type { JobState, JobView } from '@throughline/jobs'
import { requeueScopes } from '@throughline/store'
import type { Hub } from './context.ts'

/** Jobs in a state, newest first. */
export function listJobs(hub: Hub, state: JobState, limit: number): Promise<JobView[]> {
  return hub.jobs.list(state, limit)
}

/**
 * Puts a failed job back in its queue; throws NotFoundError. A failed walk goes back into its sync first: a worker may
 * take the job up at once, and has to find something to do.
 */
export async function retryJob(hub: Hub, id: string): Promise<JobView> {
  const { name, payload } = await hub.jobs.failed(id)
  if ((name === 'sync.scope' || name === 'sync.range') && isScopePayload(payload)) {
    await requeueScopes(hub.database.pool, payload.sync, payload.scope)
  }
  return hub.jobs.retry(id)
}

/** Whether what the hub stands on answers. */
export interface Health {
  readonly database: boolean
  readonly queues: boolean
}

/** Asks the database and the queues for a sign of life. */
export async function health(hub: Hub): Promise<Health> {
  const answers = (work: Promise<unknown>) => work.then(() => true).catch(() => false)
  const [database, queues] = await Promise.all([
    answers(hub.database.pool.query('select 1')),
    answers(hub.jobs.counts()),
  ])
  return { database, queues }
}

function isScopePayload(payload: unknown): payload is { readonly sync: string; readonly scope: string } {
  return typeof payload === 'object' && payload !== null && 'sync' in payload && 'scope' in payload
}
