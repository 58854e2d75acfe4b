import { ThroughlineError } from '@throughline/errors'
import type {
  CensusPage,
  CensusRequest,
  Count,
  FetchPage,
  FetchRequest,
  MissedDelivery,
  MissedRequest,
  Page,
  RegisteredHook,
  RegisterRequest,
  SidePage,
  SideRequest,
  SideStream,
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
import { checkGithub } from './check.ts'
import { GithubClient } from './client.ts'
import { fetchItems } from './fetch/fetch.ts'
import { joinMarks } from './items/mark.ts'
import { SPLIT_SIZES, type SplitSizes, splitWalk } from './items/split.ts'
import { walkItems } from './items/walk.ts'
import { readSide } from './side.ts'
import { githubWebhook } from './webhook/github-webhook.ts'
import { missedDeliveries } from './webhook/missed.ts'
import { registerHooks } from './webhook/register.ts'

/**
 * Reaches GitHub, or GitHub Enterprise Server by the root of its API. Nothing is opened before the first call, and
 * settings that can never work are told then: as the error of a walk, or as the problem of a check.
 */
export const githubSource: SourceFactory = {
  kind: 'github',
  webhook: githubWebhook,
  create: (settings, ports) => new GithubSource(settings, ports),
}

/** See {@link githubSource}; `sizes` are those of the ranges that full walks are divided into. */
export class GithubSource implements Source {
  readonly kind = 'github'
  readonly countsExactly = true
  readonly sideStreams: readonly SideStream[] = ['releases', 'milestones', 'deployments', 'reviews']
  readonly joinMarks = joinMarks
  readonly #sizes: SplitSizes
  readonly #settings: SourceSettings
  readonly #ports: SourcePorts
  #client: GithubClient | null = null

  constructor(settings: SourceSettings, ports: SourcePorts, sizes: SplitSizes = SPLIT_SIZES) {
    this.#sizes = sizes
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

  async split(request: SplitRequest): Promise<Split> {
    return splitWalk(request, this.#open(), this.#sizes)
  }

  async *walk(request: WalkRequest): AsyncGenerator<Page> {
    yield* walkItems(request, this.#open())
  }

  async count(scope: string, signal: AbortSignal): Promise<Count> {
    return countItems(scope, signal, this.#open())
  }

  async *census(request: CensusRequest): AsyncGenerator<CensusPage> {
    yield* takeCensus(request, this.#open())
  }

  async *fetch(request: FetchRequest): AsyncGenerator<FetchPage> {
    yield* fetchItems(request, this.#open())
  }

  async *side(request: SideRequest): AsyncGenerator<SidePage> {
    yield* readSide(request, this.#open())
  }

  async register(request: RegisterRequest): Promise<readonly RegisteredHook[]> {
    return registerHooks(request, this.#open())
  }

  async *missed(request: MissedRequest): AsyncGenerator<MissedDelivery> {
    yield* missedDeliveries(request, this.#open())
  }

  async close(): Promise<void> {
    await this.#client?.close()
  }

  #open(): GithubClient {
    this.#client ??= new GithubClient(this.#settings, this.#ports)
    return this.#client
  }
}
