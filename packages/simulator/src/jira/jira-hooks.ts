import { createHash, createHmac } from 'node:crypto'
import type { Deliveries } from '../http/deliveries.ts'
import { changeEvent, issueEventBody, sprintEventBody, versionEventBody } from './hook-body.ts'
import type { JiraCatalog } from './jira-catalog.ts'
import type { JiraSearch } from './jira-search.ts'
import type { JiraChange, JiraSite } from './jira-site.ts'
import type { JiraSprints } from './jira-sprints.ts'

/** A webhook as an administrator sets it up. */
export interface JiraHook {
  readonly id: number
  readonly name: string
  readonly url: string
  readonly events: readonly string[]
  readonly filters: Readonly<Record<string, string>>
  readonly excludeBody: boolean
  readonly enabled: boolean
  /** Signs the calls; never shown again. */
  readonly secret: string | null
  /** Epoch milliseconds. */
  readonly lastUpdated: number
}

/** What the hooks of a site stand on. */
export interface JiraHookPorts {
  readonly site: JiraSite
  readonly search: JiraSearch
  readonly catalog: JiraCatalog
  readonly sprints: JiraSprints
  readonly deliveries: Deliveries
}

const ISSUE_FILTER = 'issue-related-events-section'

/** The webhooks of a site: told of every change, they call those who registered for it. */
export class JiraHooks {
  readonly #ports: JiraHookPorts
  readonly #hooks = new Map<number, JiraHook>()
  #lastId = 0
  #calls = 0

  constructor(ports: JiraHookPorts) {
    this.#ports = ports
    ports.site.onChange = (change) => this.#issueChanged(change)
    ports.catalog.onVersion = (event, version, projectId) =>
      this.#tell(event, versionEventBody(event, version, projectId, ports.site))
    ports.sprints.onSprint = (event, sprint) => this.#tell(event, sprintEventBody(event, sprint, ports.site))
  }

  list(): readonly JiraHook[] {
    return [...this.#hooks.values()]
  }

  get(id: number): JiraHook | null {
    return this.#hooks.get(id) ?? null
  }

  add(hook: Omit<JiraHook, 'id' | 'lastUpdated'>): JiraHook {
    this.#lastId += 1
    return this.#keep({ ...hook, id: this.#lastId, lastUpdated: 0 })
  }

  /** Puts other settings in place; a secret that is not given again stays. */
  replace(known: JiraHook, hook: Omit<JiraHook, 'id' | 'lastUpdated'>): JiraHook {
    return this.#keep({ ...known, ...hook, secret: hook.secret ?? known.secret })
  }

  remove(id: number): boolean {
    return this.#hooks.delete(id)
  }

  #keep(hook: JiraHook): JiraHook {
    const kept = { ...hook, lastUpdated: this.#ports.site.clock() }
    this.#hooks.set(kept.id, kept)
    return kept
  }

  #issueChanged(change: JiraChange): void {
    const { site, search } = this.#ports
    const entry = change.after ?? change.before
    if (this.#hooks.size === 0 || entry === null) return
    const event = changeEvent(change)
    const body = JSON.stringify(issueEventBody(change, site))
    for (const hook of this.#listeners(event)) {
      const jql = hook.filters[ISSUE_FILTER] ?? ''
      if (!search.matches(jql, entry)) continue
      const url = hook.url.replaceAll(/\$\{issue\.key\}/g, entry.key).replaceAll(/\$\{issue\.id\}/g, entry.record.id)
      this.#call(hook, url, body)
    }
  }

  /** Tells of what belongs to no issue; the filter of a hook is for issues alone. */
  #tell(event: string, content: object): void {
    const body = JSON.stringify(content)
    for (const hook of this.#listeners(event)) this.#call(hook, hook.url, body)
  }

  #listeners(event: string): readonly JiraHook[] {
    return this.list().filter((hook) => hook.enabled && hook.events.includes(event))
  }

  #call(hook: JiraHook, url: string, content: string): void {
    this.#calls += 1
    const body = hook.excludeBody ? '' : content
    const signature = hook.secret === null ? null : createHmac('sha256', hook.secret).update(body).digest('hex')
    this.#ports.deliveries.send({
      tool: 'jira',
      url,
      headers: {
        'content-type': 'application/json; charset=UTF-8',
        'user-agent': 'Atlassian Webhook HTTP Client',
        'x-atlassian-webhook-identifier': createHash('sha256')
          .update(`${hook.id} ${this.#calls}`)
          .digest('hex')
          .slice(0, 32),
        'x-atlassian-webhook-flow': 'Primary',
        ...(signature === null ? {} : { 'x-hub-signature': `sha256=${signature}` }),
      },
      body,
      retry: 'jira',
    })
  }
}
