import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UpstreamRefusedError } from '@throughline/errors'
import { parsePlan } from '@throughline/plan'
import { PROGRAMMES, type Simulator, scopesOf } from '@throughline/simulator'
import { type TemplateName, templateAfterAYear } from '@throughline/templates'
import { startSyncs, syncText, watchSyncs } from '../commands/sync.ts'
import type { Context } from '../context.ts'
import { type CheckAnswer, isUnderWay, type SyncAnswer } from '../hub/answers.ts'
import { planPath } from '../hub/chosen-plan.ts'
import type { HubClient } from '../hub/client.ts'
import { isNotFound } from '../hub/problem-error.ts'
import { counted } from '../output/formats.ts'

/** What the demo fills its hub with. */
export interface DemoContent {
  readonly context: Context
  readonly client: HubClient
  readonly tools: Simulator
  /** The plan, and the work behind it. */
  readonly template: TemplateName
  /** Start of the day the made-up work ends on, epoch ms. */
  readonly today: number
  readonly dataDir: string
}

const ids = { jira: 'jira', github: 'github' }

/**
 * Connects the simulated tools, pulls their work, and applies and settles the sample plan: all over the hub's own HTTP
 * API, the way a user goes. Answers the plan's id; throws UpstreamRefusedError when something cannot be pulled.
 */
export async function fillDemo({ context, client, tools, template, today, dataDir }: DemoContent): Promise<string> {
  const scopes = scopesOf(PROGRAMMES[template])
  await forgetOtherDay(client, dataDir, today)
  await connect(client, ids.jira, {
    kind: 'jira',
    baseUrl: tools.jiraUrl,
    auth: tools.jiraAuth,
    scopes: scopes.jira,
  })
  await connect(client, ids.github, {
    kind: 'github',
    baseUrl: tools.githubUrl,
    auth: tools.githubAuth,
    scopes: scopes.github,
  })
  const [projects, repositories] = [counted(scopes.jira.length, 'Jira project'), scopes.github.length]
  context.io.err(`Pulling ${projects} and ${counted(repositories, 'GitHub repository', 'GitHub repositories')} …\n`)
  const ended = await watchSyncs(context, client, await firstSyncs(client))
  const failed = ended.filter((sync) => sync.status !== 'succeeded')
  if (failed.length > 0) throw new UpstreamRefusedError('demo.sync', failed.map(syncText).join('').trim())
  context.io.err('Applying the sample plan …\n')
  return applyPlan(client, await templateAfterAYear(template, { today: dayText(today), ...ids }))
}

async function connect(client: HubClient, id: string, json: object): Promise<void> {
  await client.json('PUT', `/connections/${id}`, { json })
  const { ok, problems } = await client.json<CheckAnswer>('POST', `/connections/${id}/check`)
  if (!ok) throw new UpstreamRefusedError('demo.check', `The simulated ${id} does not answer: ${problems.join(' ')}`)
}

/** The syncs that the hub has begun by itself, if it was faster, else new ones. */
async function firstSyncs(client: HubClient): Promise<SyncAnswer[]> {
  const begun = (await client.list<SyncAnswer>('/syncs', {}, 10)).filter(({ status }) => isUnderWay(status))
  const idle = Object.values(ids).filter((id) => !begun.some(({ connection }) => connection === id))
  return [...begun, ...(await startSyncs(client, idle, 'incremental'))]
}

async function applyPlan(client: HubClient, body: string): Promise<string> {
  const { id } = parsePlan(body, 'yaml')
  await client.json('PUT', planPath(id), { text: { type: 'application/yaml', body } })
  await client.json('POST', `${planPath(id)}/settle`)
  return id
}

/**
 * Removes the work of another day's demo. The made-up history ends today, so yesterday's keys mean other work, and
 * mixing the two would show what never happened.
 */
async function forgetOtherDay(client: HubClient, dataDir: string, today: number): Promise<void> {
  const file = join(dataDir, 'demo-day')
  const day = dayText(today)
  const before = await readFile(file, 'utf8').catch(() => null)
  if (before?.trim() === day) return
  for (const id of Object.values(ids)) {
    await client.json('DELETE', `/connections/${id}`).catch((error: unknown) => {
      if (!isNotFound(error)) throw error
    })
  }
  await mkdir(dataDir, { recursive: true })
  await writeFile(file, `${day}\n`)
}

function dayText(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
