import { createHmac, randomUUID } from 'node:crypto'
import type { Deliveries, DeliveryRecord } from '../http/deliveries.ts'
import type { GithubRepository } from './github-repository.ts'
import type { GithubSite } from './github-site.ts'
import type { SiteChange } from './site-change.ts'
import { webhookPayloads } from './webhook-payload.ts'

/** A webhook of a repository. */
export interface GithubHook {
  readonly id: number
  readonly repositoryId: number
  readonly url: string
  readonly contentType: 'json' | 'form'
  readonly secret: string | null
  readonly insecureSsl: string
  /** Names of events; `*` is all of them. */
  readonly events: readonly string[]
  readonly active: boolean
  readonly createdAt: string
}

/** A call of a webhook, as GitHub keeps it. */
export interface HookDelivery {
  readonly id: number
  /** The same for every redelivery. */
  readonly guid: string
  readonly hookId: number
  readonly event: string
  readonly action: string | null
  readonly isRedelivery: boolean
  /** Epoch milliseconds. */
  readonly at: number
  readonly headers: Readonly<Record<string, string>>
  readonly payload: Readonly<Record<string, unknown>>
  /** What became of the call itself. */
  readonly record: DeliveryRecord
}

/** What a new webhook is made of. */
export type HookSetting = Omit<GithubHook, 'id' | 'repositoryId' | 'createdAt'>

const FIRST_HOOK = 510_000_000
const FIRST_DELIVERY = 42_000_000_000
/** How long GitHub keeps deliveries, and sends them again when asked. */
const KEPT_MS = 3 * 24 * 3_600_000
const KEPT = 10_000

/** The webhooks of a simulated GitHub. Each event is sent once; only redelivery sends it again. */
export class GithubHooks {
  readonly #site: GithubSite
  readonly #transport: Deliveries
  readonly #hooks = new Map<number, GithubHook>()
  readonly #sent: HookDelivery[] = []
  #hookCount = 0
  #sentCount = 0

  constructor(site: GithubSite, transport: Deliveries) {
    this.#site = site
    this.#transport = transport
  }

  /** Makes a webhook, which first sends a `ping`. */
  create(repository: GithubRepository, setting: HookSetting): GithubHook {
    this.#hookCount += 1
    const createdAt = this.#site.now()
    const hook = { ...setting, id: FIRST_HOOK + this.#hookCount, repositoryId: repository.id, createdAt }
    this.#hooks.set(hook.id, hook)
    const body = { zen: 'Keep it logically awesome.', hook_id: hook.id }
    this.#send(hook, { event: 'ping', action: null, body }, null)
    return hook
  }

  list(repository: GithubRepository): readonly GithubHook[] {
    return [...this.#hooks.values()].filter(({ repositoryId }) => repositoryId === repository.id)
  }

  get(repository: GithubRepository, id: number): GithubHook | undefined {
    const hook = this.#hooks.get(id)
    return hook?.repositoryId === repository.id ? hook : undefined
  }

  delete(hook: GithubHook): void {
    this.#hooks.delete(hook.id)
  }

  /** Tells every webhook of the repository that asked for it. */
  announce(repository: GithubRepository, change: SiteChange): void {
    const hooks = this.list(repository).filter(({ active }) => active)
    if (hooks.length === 0) return
    for (const payload of webhookPayloads(change, repository, this.#site.origins)) {
      for (const hook of hooks) {
        if (hook.events.includes('*') || hook.events.includes(payload.event)) this.#send(hook, payload, null)
      }
    }
  }

  /** Calls of a webhook in the last three days, newest first; those that are still on their way are left out. */
  deliveries(hook: GithubHook): readonly HookDelivery[] {
    const since = this.#site.clock() - KEPT_MS
    return this.#sent.filter(({ hookId, at, record }) => hookId === hook.id && at >= since && isOver(record)).reverse()
  }

  /** Sends a call again, as it was, under the same GUID. */
  redeliver(hook: GithubHook, { event, action, payload, guid }: HookDelivery): void {
    this.#send(hook, { event, action, body: payload }, guid)
  }

  #send(
    hook: GithubHook,
    {
      event,
      action,
      body,
    }: { readonly event: string; readonly action: string | null; readonly body: HookDelivery['payload'] },
    again: string | null,
  ): void {
    this.#sentCount += 1
    const guid = again ?? randomUUID()
    const json = JSON.stringify(body)
    const text = hook.contentType === 'json' ? json : `payload=${encodeURIComponent(json)}`
    const headers = headersOf(hook, event, guid, text)
    const record = this.#transport.send({ tool: 'github', url: hook.url, headers, body: text, retry: 'none' })
    this.#sent.push({
      id: FIRST_DELIVERY + this.#sentCount,
      guid,
      hookId: hook.id,
      event,
      action,
      isRedelivery: again !== null,
      at: this.#site.clock(),
      headers,
      payload: body,
      record,
    })
    if (this.#sent.length > KEPT) this.#sent.splice(0, KEPT / 2)
  }
}

/** A call lost on the way is over as well: GitHub lists it among the failed ones. */
function isOver({ state }: DeliveryRecord): boolean {
  return state !== 'held' && state !== 'waiting'
}

function headersOf(hook: GithubHook, event: string, guid: string, text: string): Readonly<Record<string, string>> {
  const sign = (algorithm: string, secret: string) => createHmac(algorithm, secret).update(text).digest('hex')
  return {
    accept: '*/*',
    'content-type': hook.contentType === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
    'user-agent': 'GitHub-Hookshot/simulated',
    'x-github-delivery': guid,
    'x-github-event': event,
    'x-github-hook-id': String(hook.id),
    'x-github-hook-installation-target-id': String(hook.repositoryId),
    'x-github-hook-installation-target-type': 'repository',
    ...(hook.secret === null
      ? {}
      : {
          'x-hub-signature': `sha1=${sign('sha1', hook.secret)}`,
          'x-hub-signature-256': `sha256=${sign('sha256', hook.secret)}`,
        }),
  }
}
