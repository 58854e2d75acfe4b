import { ThroughlineError } from '@throughline/errors'
import type {
  Page,
  Source,
  SourceCheck,
  SourceFactory,
  SourcePorts,
  SourceSettings,
  WalkRequest,
} from '@throughline/source'
import { checkJira } from './check.ts'
import { JiraClient } from './client.ts'
import { walkItems } from './items/walk.ts'

/**
 * Reaches Jira Cloud. Nothing is opened before the first call, and settings that can never work are told then: as the
 * error of a walk, or as the problem of a check.
 */
export const jiraSource: SourceFactory = {
  kind: 'jira',
  create: (settings, ports) => new JiraSource(settings, ports),
}

class JiraSource implements Source {
  readonly kind = 'jira'
  readonly #settings: SourceSettings
  readonly #ports: SourcePorts
  #client: JiraClient | null = null

  constructor(settings: SourceSettings, ports: SourcePorts) {
    this.#settings = settings
    this.#ports = ports
  }

  async check(scopes: readonly string[], signal: AbortSignal): Promise<SourceCheck> {
    try {
      return await checkJira(this.#open(), this.#settings.estimateField, scopes, signal)
    } catch (error) {
      if (!(error instanceof ThroughlineError)) throw error
      return { ok: false, account: null, permissions: [], problems: [error.message] }
    }
  }

  async *walk(request: WalkRequest): AsyncGenerator<Page> {
    const { estimateField } = this.#settings
    yield* walkItems(request, { client: this.#open(), estimateField, log: this.#ports.log })
  }

  async close(): Promise<void> {
    await this.#client?.close()
  }

  #open(): JiraClient {
    this.#client ??= new JiraClient(this.#settings, this.#ports)
    return this.#client
  }
}
