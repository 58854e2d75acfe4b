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
import { checkGithub } from './check.ts'
import { GithubClient } from './client.ts'
import { walkItems } from './items/walk.ts'

/**
 * Reaches GitHub, or GitHub Enterprise Server by the root of its API. Nothing is opened before the first call, and
 * settings that can never work are told then: as the error of a walk, or as the problem of a check.
 */
export const githubSource: SourceFactory = {
  kind: 'github',
  create: (settings, ports) => new GithubSource(settings, ports),
}

class GithubSource implements Source {
  readonly kind = 'github'
  readonly #settings: SourceSettings
  readonly #ports: SourcePorts
  #client: GithubClient | null = null

  constructor(settings: SourceSettings, ports: SourcePorts) {
    this.#settings = settings
    this.#ports = ports
  }

  async check(scopes: readonly string[], signal: AbortSignal): Promise<SourceCheck> {
    const { auth } = this.#settings
    try {
      return await checkGithub(this.#open(), auth.type === 'app' ? auth.installationId : null, scopes, signal)
    } catch (error) {
      if (!(error instanceof ThroughlineError)) throw error
      return { ok: false, account: null, permissions: [], problems: [error.message] }
    }
  }

  async *walk(request: WalkRequest): AsyncGenerator<Page> {
    yield* walkItems(request, this.#open())
  }

  async close(): Promise<void> {
    await this.#client?.close()
  }

  #open(): GithubClient {
    this.#client ??= new GithubClient(this.#settings, this.#ports)
    return this.#client
  }
}
