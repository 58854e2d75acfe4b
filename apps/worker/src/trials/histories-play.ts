import { once } from 'node:events'
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import {
  type Hub,
  putConnection,
  receiveWebhook,
  registerWebhook,
  removeConnection,
  requireSync,
  startSync,
} from '@throughline/hub'
import type { Tool } from '@throughline/simulator'
import { handlersOf } from '../handlers.ts'
import { faultAt } from './histories-faults.ts'
import { repositories } from './histories-github.ts'
import { projects } from './histories-jira.ts'
import { type InlineJobs, inlineJobs } from './histories-jobs.ts'
import type { History, Step } from './histories-steps.ts'
import { startWorld, type World } from './histories-world.ts'
import { type HubUnderTest, hubUnderTest } from './hub-under-test.ts'

const signal = new AbortController().signal

/** Two hubs that are used for one history after another: one lives through it, one comes new to what it left. */
export interface Stage {
  readonly living: HubUnderTest
  readonly fresh: HubUnderTest
  /** Where webhooks arrive. */
  readonly url: string
  /** Who is called then. */
  receiver: Hub | null
  close(): Promise<void>
}

/** Sets the stage: two databases and a place for webhooks. */
export async function setStage(): Promise<Stage> {
  const [living, fresh] = await Promise.all([
    hubUnderTest({ redisUrl: null, works: false }),
    hubUnderTest({ redisUrl: null, works: false }),
  ])
  const server = createServer(async (request, response) => {
    const [connection, kind] = (request.url ?? '').split('/').reverse()
    const rawBody = await buffer(request)
    const header = (name: string) => {
      const value = request.headers[name.toLowerCase()]
      return typeof value === 'string' ? value : null
    }
    const { receiver } = stage
    if (receiver !== null && (kind === 'jira' || kind === 'github')) {
      await receiveWebhook(receiver, kind, connection ?? '', { header, rawBody })
    }
    response.writeHead(receiver === null ? 503 : 202).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const stage: Stage = {
    living,
    fresh,
    url: `http://127.0.0.1:${port}`,
    receiver: null,
    async close() {
      server.closeAllConnections()
      server.close()
      await Promise.all([living.close(), fresh.close()])
    },
  }
  return stage
}

/** A hub with connections to the tools of a history, whose jobs run when they are told to. */
interface Actor {
  readonly hub: Hub
  readonly jobs: InlineJobs
  work(): Promise<void>
}

/**
 * Plays a history and leads it to a quiet point: faults are over, webhooks have come or are lost, and more time has passed
 * than an index lags and a census is trusted. Then `check` is called with everything at rest.
 */
export async function play(stage: Stage, history: History, check: (world: World) => Promise<void>): Promise<void> {
  const { tools } = history
  const world = await startWorld(history)
  const actor = actorOf(stage.living, world)
  try {
    await connect(actor, world, tools)
    stage.receiver = actor.hub
    for (const tool of tools) await registerWebhook(actor.hub, tool, { publicUrl: stage.url }, signal)
    for (const tool of tools) await syncWell(actor, tool, 'full')
    for (const step of history.steps) await take(step, actor, world)
    await comeToRest(actor, world, tools)
    const fresh = actorOf(stage.fresh, world)
    await connect(fresh, world, tools)
    for (const tool of tools) await syncWell(fresh, tool, 'full')
    await check(world)
  } finally {
    stage.receiver = null
    for (const { hub } of [stage.living, stage.fresh]) {
      for (const tool of tools) await removeConnection(hub, tool).catch(() => undefined)
    }
    await world.simulator.close()
  }
}

function actorOf({ hub }: HubUnderTest, world: World): Actor {
  const jobs = inlineJobs(world.clock)
  const acting: Hub = {
    ...hub,
    clock: world.clock,
    jobs: { ...hub.jobs, enqueue: jobs.enqueue },
    http: {
      headersTimeoutMs: 400,
      bodyTimeoutMs: 400,
      // Waiting takes no time but the clock's.
      sleep: async (ms) => world.clock.advance(ms),
      random: () => 0.5,
    },
  }
  const handlers = handlersOf(acting)
  return { hub: acting, jobs, work: () => jobs.drain(handlers) }
}

async function connect({ hub }: Actor, { simulator, isSelfHosted }: World, tools: readonly Tool[]): Promise<void> {
  const { jiraUrl, jiraAuth, githubUrl, githubAuth } = simulator
  const places = {
    jira: { baseUrl: jiraUrl, auth: jiraAuth, scopes: projects },
    github: { baseUrl: isSelfHosted ? `${githubUrl}/api/v3` : githubUrl, auth: githubAuth, scopes: repositories },
  }
  const deployment: 'cloud' | 'data-center' = isSelfHosted ? 'data-center' : 'cloud'
  for (const kind of tools) {
    await putConnection(hub, kind, {
      kind,
      deployment,
      webhookSecret: 'webhook-secret',
      quotaShare: 1,
      ...places[kind],
    })
  }
}

async function take(step: Step, actor: Actor, world: World): Promise<void> {
  const { control } = world.simulator
  switch (step.step) {
    case 'deeds':
      for (const deed of step.deeds) world.do(deed)
      return
    case 'sync':
      world.interrupt(step.during)
      await startSync(actor.hub, step.tool, { mode: step.mode })
      await actor.work()
      return world.interrupt([])
    case 'fault':
      return control.failNext(faultAt(step.fault, step.tool, step))
    case 'webhooks': {
      const { isReversed, ...others } = step
      control.flushWebhooks(step.tool, { ...others, ...(isReversed ? { order: 'reverse' } : {}) })
      await control.webhooksSettled()
      return actor.work()
    }
    case 'wait':
      world.clock.advance(step.minutes * 60_000)
      return
  }
}

async function comeToRest(actor: Actor, world: World, tools: readonly Tool[]): Promise<void> {
  const { control } = world.simulator
  control.clearFaults()
  for (const which of [0, 1]) {
    world.jira.veil(which, false)
    world.github.veil(which, false)
  }
  for (const tool of tools) control.flushWebhooks(tool)
  await control.webhooksSettled()
  await actor.work()
  world.clock.advance(25 * 60 * 60_000)
  for (const tool of tools) await syncWell(actor, tool, 'incremental')
}

/** A sync that has no reason to fail. */
async function syncWell({ hub, work }: Actor, tool: string, mode: 'full' | 'incremental'): Promise<void> {
  const { id } = await startSync(hub, tool, { mode })
  await work()
  const sync = await requireSync(hub, id)
  if (sync.status !== 'succeeded') throw new Error(`The last sync of ${tool} ended as ${JSON.stringify(sync)}`)
}
