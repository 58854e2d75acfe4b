import { NotFoundError, RateLimitedError, UpstreamError, ValidationError } from '@throughline/errors'
import { createTestDatabase, spawnProcess, startRedis, type TestDatabase, until } from '@throughline/testing'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { QueuePlace } from './backend.ts'
import type { JobName } from './catalog.ts'
import { type Jobs, openJobs } from './jobs.ts'
import { type Handlers, type JobContext, type RunningWorkers, startWorkers, type WorkerEvents } from './worker.ts'

const redis = await startRedis()
afterAll(() => redis?.stop())

/** One run of a handler, ended by the test. */
interface Run {
  readonly name: JobName
  readonly payload: unknown
  readonly context: JobContext
  end(): void
  fail(error: Error): void
}

describe.each([
  { place: 'PostgreSQL', isThere: true },
  { place: 'Redis', isThere: redis !== null },
])('jobs on $place', ({ place, isThere }) => {
  let files: TestDatabase
  let where: QueuePlace
  let jobs: Jobs
  let workers: RunningWorkers | null = null
  let runs: Run[] = []
  let failures: { readonly name: JobName; readonly final: boolean }[] = []
  let stalled: string[] = []

  beforeEach(async () => {
    await redis?.flush()
    files = await createTestDatabase()
    where = place === 'Redis' ? { kind: 'redis', url: redis?.url ?? '' } : { kind: 'postgres', url: files.url }
    if (!isThere) return
    jobs = await openJobs(where)
    runs = []
    failures = []
    stalled = []
  })

  afterEach(async () => {
    for (const run of runs) run.end()
    await workers?.close()
    workers = null
    if (isThere) await jobs.close()
    await files.drop()
  })

  /** Starts workers whose every run waits for the test; they heed the signal as the hub's handlers do. */
  function work(lockMs = 30_000, through: Jobs = jobs): RunningWorkers {
    const take = (name: JobName) => (payload: unknown, context: JobContext) =>
      new Promise<void>((resolve, reject) => {
        runs.push({ name, payload, context, end: resolve, fail: reject })
        context.signal.addEventListener('abort', () => reject(context.signal.reason))
      })
    const handlers: Handlers = {
      'sync.due': take('sync.due'),
      'sync.scope': take('sync.scope'),
      'sync.range': take('sync.range'),
      'items.refresh': take('items.refresh'),
      'side.read': take('side.read'),
      'webhooks.read': take('webhooks.read'),
      'webhooks.missed': take('webhooks.missed'),
      relate: take('relate'),
      'settle.plan': take('settle.plan'),
      'report.weekly': take('report.weekly'),
      sweep: take('sweep'),
    }
    const silent = () => undefined
    const events: WorkerEvents = {
      ...{ started: silent, ended: silent, troubled: silent },
      failed: ({ name, final }) => failures.push({ name, final }),
      stalled: ({ id }) => stalled.push(id),
    }
    const started = startWorkers(through.backend, handlers, events, { lockMs, clock: Date.now })
    workers = started
    return started
  }

  const nthRun = (count: number, timeoutMs = 15_000) =>
    until(() => runs[count - 1] ?? null, { what: `run ${count} has begun`, timeoutMs })
  const counted = (state: string, name: JobName = 'settle.plan') => jobs.counts().then((all) => all[name][state] ?? 0)
  const settled = (count: number) =>
    until(async () => (await counted('completed')) === count, { what: `${count} jobs are completed` })
  const settle = (plan = 'p') => jobs.enqueue('settle.plan', { plan })

  describe.skipIf(!isThere)('adding', () => {
    it('one of the same cause while it waits adds nothing', async () => {
      for (const plan of ['p', 'p', 'q', 'p']) await settle(plan)
      expect(await counted('waiting')).toBe(2)
      expect((await jobs.list('waiting', 10)).map((job) => job.payload)).toEqual(
        expect.arrayContaining([{ plan: 'p' }, { plan: 'q' }]),
      )
    })

    it('some of the same cause while it runs keeps one for afterwards', async () => {
      work()
      await settle()
      const first = await nthRun(1)
      for (let count = 0; count < 3; count += 1) await settle()
      first.end()
      const second = await nthRun(2)
      second.end()
      await settled(2)
      expect(await counted('waiting')).toBe(0)
      expect(runs).toHaveLength(2)
    })

    it('one of the same cause after it ended runs again', async () => {
      work()
      for (const count of [1, 2, 3]) {
        await settle()
        const run = await nthRun(count)
        run.end()
        await settled(count)
      }
    })

    it('one whose cause has a colon or looks like a number', async () => {
      work()
      for (const plan of ['a:b', '17']) await settle(plan)
      for (const count of [1, 2]) {
        const run = await nthRun(count)
        run.end()
      }
      expect(runs.map((run) => run.payload)).toEqual(expect.arrayContaining([{ plan: 'a:b' }, { plan: '17' }]))
    })

    it('a payload that does not fit is refused', async () => {
      const wrong: { plan: string } = JSON.parse('{ "plan": 7 }')
      await expect(jobs.enqueue('settle.plan', wrong)).rejects.toThrow()
      expect(await counted('waiting')).toBe(0)
    })
  })

  describe.skipIf(!isThere)('a failure', () => {
    it('that may pass is tried again after a while, and the last one stays to be looked at and retried', async () => {
      work()
      await jobs.enqueue('sync.due', {})
      for (const attempt of [1, 2, 3]) {
        const run = await nthRun(attempt)
        expect(run.context).toMatchObject({ attempt, lastAttempt: attempt === 3 })
        run.fail(new UpstreamError('jira.unavailable', 'Jira does not answer.'))
      }
      const failed = await until(async () => (await jobs.list('failed', 10))[0], {
        what: 'the job is listed as failed',
      })
      expect(failed).toMatchObject({ name: 'sync.due', reason: 'Jira does not answer.', attempts: 3, payload: {} })
      expect(failures.map((failure) => failure.final)).toEqual([false, false, true])
      await jobs.retry(failed.id)
      const again = await nthRun(4)
      // A person who retries gives it all its attempts again.
      expect(again.context).toMatchObject({ attempt: 1, lastAttempt: false })
      again.end()
      await until(async () => (await counted('completed', 'sync.due')) === 1, { what: 'the retried job is completed' })
      expect(await jobs.list('failed', 10)).toEqual([])
    })

    it('that cannot pass is not tried again', async () => {
      work()
      await settle()
      const run = await nthRun(1)
      run.fail(new ValidationError('plan.invalid', 'Line 3 is no plan.'))
      const failed = await until(async () => (await jobs.list('failed', 10))[0], {
        what: 'the job is listed as failed',
      })
      expect(failed).toMatchObject({ reason: 'Line 3 is no plan.', attempts: 1 })
      expect(failures).toEqual([{ name: 'settle.plan', final: true }])
    })

    it('frees its cause: a new job of it runs', async () => {
      work()
      await settle()
      const first = await nthRun(1)
      first.fail(new ValidationError('plan.invalid', 'Line 3 is no plan.'))
      await until(async () => (await counted('failed')) === 1, { what: 'the job has failed' })
      await settle()
      const second = await nthRun(2)
      second.end()
      await settled(1)
    })

    it('that asks for a wait makes way for a new job of its cause when told to', async () => {
      work()
      const walk = (replacesDelayed: boolean) =>
        jobs.enqueue('sync.scope', { sync: 's', scope: 'EHR' }, { replacesDelayed })
      await walk(true)
      const first = await nthRun(1)
      first.fail(new RateLimitedError('github.rate_limited', 'Come back later.', 3_600_000))
      await until(async () => (await counted('delayed', 'sync.scope')) === 1, { what: 'the job is delayed' })
      await walk(true)
      const second = await nthRun(2)
      expect(await counted('delayed', 'sync.scope')).toBe(0)
      // One that runs is followed by one more, as ever.
      for (let count = 0; count < 3; count += 1) await walk(true)
      second.end()
      const third = await nthRun(3)
      third.end()
      await until(async () => (await counted('completed', 'sync.scope')) === 2, { what: 'both jobs are completed' })
      expect(runs).toHaveLength(3)
    })

    it('that asks for a wait delays the job for as long, and counts as no attempt', async () => {
      work()
      await jobs.enqueue('sync.scope', { sync: 's', scope: 'EHR' })
      const first = await nthRun(1)
      const asked = performance.now()
      first.fail(new RateLimitedError('github.rate_limited', 'Come back later.', 700))
      await until(async () => (await counted('delayed', 'sync.scope')) === 1, { what: 'the job is delayed' })
      // What the sweep does meanwhile changes nothing.
      await jobs.enqueue('sync.scope', { sync: 's', scope: 'EHR' })
      expect(await counted('waiting', 'sync.scope')).toBe(0)
      const second = await nthRun(2)
      expect(performance.now() - asked).toBeGreaterThanOrEqual(690)
      expect(second.context.attempt).toBe(1)
      second.end()
      await until(async () => (await counted('completed', 'sync.scope')) === 1, { what: 'the job is completed' })
      expect(runs).toHaveLength(2)
      expect(failures).toEqual([{ name: 'sync.scope', final: false }])
    })

    it('is retried by its id only, and a job that did not fail not at all', async () => {
      await settle()
      const [job] = await jobs.list('waiting', 1)
      for (const id of [job?.id ?? '', 'settle.plan/999999', 'nonsense', 'nonsense/1', '']) {
        await expect(jobs.retry(id)).rejects.toBeInstanceOf(NotFoundError)
      }
    })
  })

  describe.skipIf(!isThere)('a worker', () => {
    it('refuses a job of another version, or whose payload it cannot read, without trying again', async () => {
      work()
      const queue = jobs.backend.queue('settle.plan', {})
      for (const data of [{ version: 99, payload: { plan: 'p' } }, { version: 1, payload: { plan: 1 } }, {}]) {
        await queue.add('settle.plan', data, { attempts: 8, backoff: { type: 'fixed', delay: 60_000 } })
      }
      await until(async () => (await counted('failed')) === 3, { what: 'all three have failed' })
      const reasons = (await jobs.list('failed', 10)).map((job) => job.reason).join('\n')
      expect(reasons).toMatch(/version 99/)
      expect(reasons).toMatch(/payload it cannot have/)
      expect(runs).toEqual([])
      await queue.close()
    })

    it('that closes hands its job back at once, and that counts as no attempt', async () => {
      const first = work()
      await settle()
      const run = await nthRun(1)
      await first.close()
      expect(run.context.signal.aborted).toBe(true)
      expect(failures.map((failure) => failure.final)).toEqual([false])
      // On a connection of its own, as after a restart.
      const restarted = await openJobs(where)
      const closed = performance.now()
      work(30_000, restarted)
      const again = await nthRun(2)
      expect(performance.now() - closed).toBeLessThan(3_000)
      expect(again.context.attempt).toBe(1)
      again.end()
      await settled(1)
      await workers?.close()
      workers = null
      await restarted.close()
    })

    it('that is killed loses its jobs to the next one when their locks run out', async () => {
      await settle()
      const env = { PLACE: JSON.stringify(where), LOCK_MS: '600' }
      for (const death of [1, 2]) {
        const victim = await spawnProcess(new URL('./job-worker.fixture.ts', import.meta.url), { env, ready: /ready/ })
        await until(() => victim.output().includes('took'), { what: `worker ${death} has taken the job` })
        await victim.kill('SIGKILL')
      }
      work(600)
      const run = await nthRun(1)
      expect(run.context.attempt).toBe(1)
      run.end()
      await settled(1)
      expect(stalled).toHaveLength(1)
      expect(await counted('failed')).toBe(0)
    })
  })

  describe.skipIf(!isThere)('a schedule', () => {
    const schedules = async (name: JobName) => {
      const queue = jobs.backend.queue(name, {})
      const found = (await queue.getJobSchedulers()).map(({ key, every }) => ({ key, every }))
      await queue.close()
      return found.sort((a, b) => (a.key < b.key ? -1 : 1))
    }

    it('set up again is replaced, and one that is not listed goes', async () => {
      const settle = (plan: string, everyMs: number) => jobs.schedule(plan, 'settle.plan', { plan }, { everyMs })
      await settle('a', 3_600_000)
      await settle('b', 3_600_000)
      await settle('a', 7_200_000)
      expect(await schedules('settle.plan')).toEqual([
        { key: 'a', every: 7_200_000 },
        { key: 'b', every: 3_600_000 },
      ])
      await jobs.keepSchedules('settle.plan', ['b', 'c'])
      expect(await schedules('settle.plan')).toEqual([{ key: 'b', every: 3_600_000 }])
    })

    it('runs again and again, with its payload', async () => {
      work()
      await jobs.schedule('sweep', 'sweep', {}, { everyMs: 200 })
      for (const count of [1, 2, 3]) {
        const run = await nthRun(count)
        expect(run).toMatchObject({ name: 'sweep', payload: {} })
        run.end()
      }
      await jobs.keepSchedules('sweep', [])
      expect(await schedules('sweep')).toEqual([])
    })
  })

  it.skipIf(!isThere)('lists the newest first, no more than asked for', async () => {
    for (const plan of ['a', 'b', 'c']) await settle(plan)
    const listed = await jobs.list('waiting', 2)
    expect(listed).toHaveLength(2)
    expect(listed.every((job) => job.id.startsWith('settle.plan/') && job.state === 'waiting')).toBe(true)
    expect(listed[0]?.payload).toEqual({ plan: 'c' })
  })
})
