import { ThroughlineError, UpstreamRefusedError } from '@throughline/errors'
import type {
  CensusPage,
  CensusRequest,
  Count,
  Cursor,
  FetchPage,
  FetchRequest,
  MissedDelivery,
  Page,
  RegisteredHook,
  RegisterRequest,
  SidePage,
  SideRequest,
  Source,
  SourceCheck,
  SourceFactory,
  SourcePorts,
  SourceSettings,
  Split,
  SplitRequest,
  WalkRequest,
} from '@throughline/source'
import { takeCensus } from './census/census.ts'
import { countItems } from './census/count.ts'
import { checkJira } from './check.ts'
import { JiraClient } from './client.ts'
import { CloudDialect } from './cloud/cloud-dialect.ts'
import { DataCenterDialect } from './data-center/data-center-dialect.ts'
import { fetchItems } from './fetch/fetch-items.ts'
import { joinMarks } from './items/mark.ts'
import { SPLIT_SIZES, type SplitSizes, splitItems } from './items/split.ts'
import { walkItems } from './items/walk.ts'
import type { JiraPorts } from './jira-ports.ts'
import { readReleases } from './releases/releases.ts'
import { jiraWebhook } from './webhook/jira-webhook.ts'
import { registerWebhook } from './webhook/register-webhook.ts'

/**
 * Reaches Jira Cloud or Jira Data Center. Nothing is opened before the first call, and settings that can never work are
 * told then: as the error of a walk, or as the problem of a check.
 */
export const jiraSource: SourceFactory = {
  kind: 'jira',
  webhook: jiraWebhook,
  create: (settings, ports) => new JiraSource(settings, ports),
}

/** The connector itself; `sizes` say how it divides a full walk. */
export class JiraSource implements Source {
  readonly kind = 'jira'
  readonly sideStreams = ['releases'] as const
  readonly countsExactly: boolean
  readonly #settings: SourceSettings
  readonly #ports: SourcePorts
  readonly #sizes: SplitSizes
  #opened: JiraPorts | null = null

  constructor(settings: SourceSettings, ports: SourcePorts, sizes: SplitSizes = SPLIT_SIZES) {
    // Cloud calls its own answer an estimate.
    this.countsExactly = settings.deployment === 'data-center'
    this.#settings = settings
    this.#ports = ports
    this.#sizes = sizes
  }

  async check(scopes: readonly string[], signal: AbortSignal): Promise<SourceCheck> {
    try {
      return await checkJira(this.#open(), scopes, signal)
    } catch (error) {
      if (!(error instanceof ThroughlineError)) throw error
      return { ok: false, account: null, permissions: [], problems: [error.message] }
    }
  }

  async split(request: SplitRequest): Promise<Split> {
    return splitItems(request, this.#open(), this.#sizes)
  }

  async *walk(request: WalkRequest): AsyncGenerator<Page> {
    yield* walkItems(request, this.#open())
  }

  joinMarks(parts: readonly Cursor[]): Cursor {
    return joinMarks(parts)
  }

  async count(scope: string, signal: AbortSignal): Promise<Count> {
    return countItems(scope, this.#open(), signal)
  }

  async *census(request: CensusRequest): AsyncGenerator<CensusPage> {
    yield* takeCensus(request, this.#open())
  }

  async *fetch(request: FetchRequest): AsyncGenerator<FetchPage> {
    yield* fetchItems(request, this.#open())
  }

  async *side(request: SideRequest): AsyncGenerator<SidePage> {
    if (request.stream !== 'releases') {
      throw new UpstreamRefusedError('jira.no_such_stream', `Jira has no ${request.stream}; ask for its releases.`)
    }
    yield* readReleases(request, this.#open())
  }

  async register(request: RegisterRequest): Promise<readonly RegisteredHook[]> {
    return registerWebhook(request, this.#open())
  }

  /**
   * Nothing: Jira keeps lists of failed deliveries for the webhooks of its apps alone, not for those of administrators. It
   * tries a delivery again by itself, and what is lost even so is found by the next walk.
   */
  async *missed(): AsyncGenerator<MissedDelivery> {
    yield* []
  }

  async close(): Promise<void> {
    await this.#opened?.client.close()
  }

  #open(): JiraPorts {
    if (this.#opened === null) {
      const { deployment, estimateField } = this.#settings
      const client = new JiraClient(this.#settings, this.#ports)
      const dialect = deployment === 'cloud' ? new CloudDialect(client) : new DataCenterDialect(client)
      this.#opened = { client, dialect, estimateField, log: this.#ports.log }
    }
    return this.#opened
  }
}
