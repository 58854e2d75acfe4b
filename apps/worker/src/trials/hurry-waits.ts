import type { HubUnderTest } from './hub-under-test.ts'

const lookEveryMs = 50

/**
 * Lets waits pass at once from now on, until the function that it returns is called: those that a tool asked for, and
 * those from one job to the next.
 */
export function hurryWaits({ hub, database }: HubUnderTest): () => Promise<void> {
  const queues = (['sync.scope', 'sync.range', 'items.refresh'] as const).map((name) =>
    hub.jobs.backend.queue(name, {}),
  )
  for (const queue of queues) queue.on('error', () => undefined)
  const hurry = async () => {
    await database.pool.query(
      "update quota_window set paused_until = now() - interval '1 s' where paused_until > now()",
    )
    for (const queue of queues) await queue.promoteJobs()
  }
  let looking: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    looking = looking.then(hurry)
  }, lookEveryMs)
  return async () => {
    clearInterval(timer)
    await looking
    await Promise.all(queues.map((queue) => queue.close()))
  }
}
