import { NotFoundError, ValidationError } from '@throughline/errors'
import type { Job, Queue } from 'bullmq'
import { openBackend, type QueueBackend, type QueuePlace } from './backend.ts'
import { catalog, type JobName, type JobPayload, jobNames } from './catalog.ts'

/** A job as the operations page and the API show it. */
export interface JobView {
  /** `name/id`: unique over all queues. */
  readonly id: string
  readonly name: JobName
  readonly state: string
  readonly payload: unknown
  readonly attempts: number
  /** Why it failed last, in words; null when it did not. */
  readonly reason: string | null
  readonly enqueuedAt: number
  readonly finishedAt: number | null
}

/** The states a job can be asked for by. */
export const jobStates = ['waiting', 'active', 'delayed', 'completed', 'failed'] as const
export type JobState = (typeof jobStates)[number]

/** Enqueues, schedules and shows jobs; the other side of it is the worker. */
export interface Jobs {
  readonly backend: QueueBackend
  /**
   * Adds a job unless one of the same cause waits already, delayed ones among them; a running one is followed by one
   * more. With `replacesDelayed` it takes the place of a delayed one, because what that waits for is over.
   */
  enqueue<Name extends JobName>(
    name: Name,
    payload: JobPayload<Name>,
    options?: { delayMs?: number; replacesDelayed?: boolean },
  ): Promise<void>
  /** Runs a job again and again. Replaces the schedule of that id. */
  schedule<Name extends JobName>(
    id: string,
    name: Name,
    payload: JobPayload<Name>,
    when: { readonly everyMs: number },
  ): Promise<void>
  /** Whether a schedule of this job and id stands. */
  isScheduled(name: JobName, id: string): Promise<boolean>
  /** Removes every schedule of this job whose id is not listed. */
  keepSchedules(name: JobName, ids: readonly string[]): Promise<void>
  list(state: JobState, limit: number): Promise<JobView[]>
  /** One failed job. Throws NotFoundError when there is no such failed job. */
  failed(id: string): Promise<JobView>
  /** Puts a failed job back in its queue, with all its attempts before it. Throws NotFoundError when there is no such failed job. */
  retry(id: string): Promise<JobView>
  /** Jobs by queue and state, for metrics and readiness. */
  counts(): Promise<Record<JobName, Record<string, number>>>
  close(): Promise<void>
}

/** Opens the queues of the catalogue at a place. */
export async function openJobs(place: QueuePlace): Promise<Jobs> {
  const backend = await openBackend(place)
  const queues = new Map<JobName, Queue>(jobNames.map((name) => [name, backend.queue(name, {})]))
  for (const queue of queues.values()) queue.on('error', () => undefined)
  const queueOf = (name: JobName): Queue => {
    const queue = queues.get(name)
    if (queue === undefined) throw new NotFoundError('job.unknown', `There is no job named ${name}.`)
    return queue
  }
  const findFailed = async (id: string) => {
    const slash = id.indexOf('/')
    const name = id.slice(0, slash)
    const job = isJobName(name) ? await queueOf(name).getJob(id.slice(slash + 1)) : undefined
    if (!isJobName(name) || job === undefined || !hasId(job) || !(await job.isFailed())) {
      throw new NotFoundError('job.not_failed', `No failed job has the id ${id}. GET /jobs?state=failed lists them.`)
    }
    return { name, job }
  }
  return {
    backend,
    async enqueue(name, payload, options = {}) {
      await queueOf(name).add(name, envelope(name, payload), {
        ...retention(name),
        ...(options.delayMs === undefined ? {} : { delay: options.delayMs }),
        deduplication: {
          id: cause(name, payload),
          keepLastIfActive: true,
          replace: options.replacesDelayed === true,
        },
      })
    },
    async schedule(id, name, payload, { everyMs }) {
      const repeat = { every: everyMs }
      await queueOf(name).upsertJobScheduler(id, repeat, { name, data: envelope(name, payload), opts: retention(name) })
    },
    async isScheduled(name, id) {
      return (await queueOf(name).getJobScheduler(id)) !== undefined
    },
    async keepSchedules(name, ids) {
      const queue = queueOf(name)
      for (const scheduler of await queue.getJobSchedulers()) {
        if (!ids.includes(scheduler.key)) await queue.removeJobScheduler(scheduler.key)
      }
    },
    async list(state, limit) {
      const found: JobView[] = []
      for (const [name, queue] of queues) {
        const jobs = await queue.getJobs([state], 0, limit - 1)
        for (const job of jobs) if (job !== undefined && hasId(job)) found.push(view(name, state, job))
      }
      return found.sort((a, b) => b.enqueuedAt - a.enqueuedAt).slice(0, limit)
    },
    async failed(id) {
      const { name, job } = await findFailed(id)
      return view(name, 'failed', job)
    },
    async retry(id) {
      const { name, job } = await findFailed(id)
      await job.retry('failed', { resetAttemptsMade: true })
      return view(name, 'waiting', job)
    },
    async counts() {
      const entries = await Promise.all(
        [...queues].map(async ([name, queue]) => [name, await queue.getJobCounts()] as const),
      )
      return Object.fromEntries(entries) as Record<JobName, Record<string, number>>
    },
    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()))
      await backend.close()
    },
  }
}

/** What travels: the payload with the version of its definition. */
interface Envelope<Name extends JobName = JobName> {
  readonly version: number
  readonly payload: JobPayload<Name>
}

/** Reads what travelled; throws ValidationError for another version or a payload that does not parse. */
export function openEnvelope<Name extends JobName>(name: Name, data: unknown): JobPayload<Name> {
  const definition = catalog[name]
  const { version, payload } = (data ?? {}) as Partial<Envelope>
  if (version !== definition.version) {
    throw new ValidationError(
      'job.version',
      `Job ${name} has version ${version}; this worker knows ${definition.version}.`,
    )
  }
  const parsed = definition.payload.safeParse(payload)
  if (!parsed.success) throw new ValidationError('job.payload', `Job ${name} carries a payload it cannot have.`)
  return parsed.data as JobPayload<Name>
}

/** Whether a text names a job of the catalogue. */
function isJobName(text: string): text is JobName {
  return text in catalog
}

function envelope<Name extends JobName>(name: Name, payload: JobPayload<Name>): Envelope<Name> {
  const definition = catalog[name]
  return { version: definition.version, payload: definition.payload.parse(payload) as JobPayload<Name> }
}

function cause<Name extends JobName>(name: Name, payload: JobPayload<Name>): string {
  const definition = catalog[name] as { readonly sameAs: (payload: JobPayload<Name>) => string }
  // BullMQ refuses colons in ids of its own.
  return definition.sameAs(payload).replaceAll(':', '_')
}

/** Failed jobs stay to be looked at and retried; completed ones for as long as somebody may ask what just ran. */
function retention(name: JobName) {
  const { attempts, backoffMs } = catalog[name]
  return {
    attempts,
    backoff: { type: 'exponential', delay: backoffMs, jitter: 0.5 },
    removeOnComplete: { age: 3_600, count: 200 },
    removeOnFail: { age: 14 * 86_400, count: 1_000 },
  }
}

/** Whether a job has the id that BullMQ gives every stored one. */
function hasId(job: Job): job is Job & { readonly id: string } {
  return job.id !== undefined
}

interface RawJob {
  readonly id: string
  readonly data: unknown
  readonly attemptsMade: number
  readonly failedReason?: string
  readonly timestamp: number
  readonly finishedOn?: number
}

function view(name: JobName, state: string, job: RawJob): JobView {
  return {
    id: `${name}/${job.id}`,
    name,
    state,
    payload: (job.data as Partial<Envelope> | null)?.payload ?? null,
    attempts: job.attemptsMade,
    reason: job.failedReason ?? null,
    enqueuedAt: job.timestamp,
    finishedAt: job.finishedOn ?? null,
  }
}
