import { makeControl, type SimulatorControl } from './control.ts'
import { serveControl } from './control-http.ts'
import { SERVER_API, serveGithub } from './github/github-app.ts'
import { GithubTokens } from './github/github-auth.ts'
import { githubErrorBody } from './github/github-error.ts'
import { GithubHooks } from './github/github-hooks.ts'
import type { GithubApp } from './github/github-ports.ts'
import { type GithubDeployment, GithubSite } from './github/github-site.ts'
import { type GithubLimitOptions, GithubRateLimit } from './github/rate-limit.ts'
import type { Clock } from './http/clock.ts'
import { Deliveries } from './http/deliveries.ts'
import { FaultBook } from './http/faults.ts'
import { makeGateway } from './http/gateway.ts'
import { listen } from './http/listen.ts'
import { RequestLog, type Tool } from './http/request-log.ts'
import { BurstLimit } from './jira/burst-limit.ts'
import { serveJira } from './jira/jira-app.ts'
import { JiraCatalog } from './jira/jira-catalog.ts'
import { jiraErrorBody } from './jira/jira-error.ts'
import { JiraHooks } from './jira/jira-hooks.ts'
import { JiraSearch } from './jira/jira-search.ts'
import { type JiraDeployment, JiraSite } from './jira/jira-site.ts'
import { JiraSprints } from './jira/jira-sprints.ts'
import { PointsQuota } from './jira/points-quota.ts'
import type { SimulatorData } from './records.ts'

/** The simulated Jira's account and habits. */
export interface JiraOptions {
  /** Default `cloud`. */
  readonly deployment?: JiraDeployment
  /** Default `planner@example.org`; on Data Center the user's name, default `planner`. */
  readonly email?: string
  /** API token. Default `simulated-jira-token`. */
  readonly token?: string
  readonly displayName?: string
  /** 0, the default, takes a free port. */
  readonly port?: number
  /** How long a change stays out of search results, in milliseconds. Default 0. */
  readonly indexLagMs?: number
  /** Most issues on a page with more than id and key. Default 100; on Data Center most on any page, default 1,000. */
  readonly pageMax?: number
  /** Whether a Data Center has `GET /issue/{key}/changelog`, as newer releases do. Default false. */
  readonly servesChangelog?: boolean
}

/** The simulated GitHub's account and habits. */
export interface GithubOptions {
  /** Default `simulated-github-token`. */
  readonly token?: string
  readonly login?: string
  /** Default `repo` and `read:org`. */
  readonly scopes?: readonly string[]
  /** 0, the default, takes a free port. */
  readonly port?: number
  /** An app whose JWTs are exchanged for installation tokens. */
  readonly app?: GithubApp
  /** Highest page of a list; beyond it GitHub answers 422. Default none. */
  readonly pageMax?: number
  /** Default `cloud`, which is github.com; a server of one's own serves its API under `/api/v3` and sets no limits. */
  readonly deployment?: GithubDeployment
  /** The same for the issue events of a repository. Default {@link GithubOptions.pageMax}. */
  readonly eventPageMax?: number
}

/** Limits that both tools keep. */
export interface LimitOptions {
  /** Requests a second to one endpoint of Jira. Default none; the real one allows about 100. */
  readonly jiraPerSecond?: number
  /** Points an hour for all requests to Jira: one for each, one for each object read. Default none. */
  readonly jiraPointsPerHour?: number
  /** GitHub's primary limit. Default 5,000 an hour, refused with 403. */
  readonly github?: Partial<GithubLimitOptions>
}

/** What a simulator is started with. */
export interface SimulatorOptions {
  readonly data: SimulatorData
  readonly jira?: JiraOptions
  readonly github?: GithubOptions
  /** Default the system's clock. Tells the `Date` header, relative JQL dates and the time of changes. */
  readonly clock?: Clock
  /** Delay before every answer, in milliseconds. Default 0. */
  readonly latencyMs?: number
  readonly limits?: LimitOptions
}

/** A running simulator. */
export interface Simulator {
  /** E.g. `http://127.0.0.1:41234`. */
  readonly jiraUrl: string
  /** The host, also of a GitHub Enterprise Server, whose API is under `/api/v3` there. */
  readonly githubUrl: string
  /** A Data Center takes the token as Bearer too. */
  readonly jiraAuth: { readonly type: 'basic'; readonly email: string; readonly token: string }
  readonly githubAuth: { readonly type: 'token'; readonly token: string }
  readonly control: SimulatorControl
  /** Ends open connections and frees the ports. */
  close(): Promise<void>
}

/**
 * Starts a simulated Jira and a simulated GitHub on the loopback interface.
 *
 * @throws RangeError when a record's key or time cannot be read, Error with code EADDRINUSE when a port is taken.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const clock = options.clock ?? Date.now
  const clockOffsets: Record<Tool, number> = { jira: 0, github: 0 }
  const clockOf = (tool: Tool) => () => clock() + clockOffsets[tool]
  const log = new RequestLog()
  const faults = new FaultBook()
  const closing = new AbortController()
  const deliveries = new Deliveries(clock, closing.signal)
  const common = { log, faults, latencyMs: options.latencyMs ?? 0, closing: closing.signal }
  const jira = makeJira(options, clockOf('jira'), deliveries)
  const github = makeGithub(options, clockOf('github'), deliveries)
  const control = makeControl({
    jira,
    github: github.site,
    githubTokens: github.tokens,
    faults,
    log,
    deliveries,
    clockOffsets,
  })
  const app = (tool: Tool, errorBody: (status: number, message: string) => unknown) =>
    makeGateway({ ...common, tool, clock: clockOf(tool), errorBody }, (bare) => serveControl(bare, control))
  const jiraApp = app('jira', (_status, message) => jiraErrorBody(message))
  const githubApp = app('github', githubErrorBody)
  serveJira(jiraApp, jira)
  serveGithub(githubApp, github)

  const jiraServer = await listen(jiraApp, options.jira?.port ?? 0)
  const githubServer = await listen(githubApp, options.github?.port ?? 0).catch(async (error: unknown) => {
    await jiraServer.close()
    throw error
  })
  jira.site.origin = jiraServer.url
  const apiPath = github.site.isServer ? SERVER_API : ''
  github.site.origins = { api: `${githubServer.url}${apiPath}`, web: githubServer.url, isServer: github.site.isServer }
  return {
    jiraUrl: jiraServer.url,
    githubUrl: githubServer.url,
    jiraAuth: { type: 'basic', email: jira.credentials.email, token: jira.credentials.token ?? '' },
    githubAuth: { type: 'token', token: github.token },
    control,
    async close() {
      closing.abort()
      await Promise.all([jiraServer.close(), githubServer.close()])
    },
  }
}

function makeJira({ data, jira = {}, limits = {} }: SimulatorOptions, clock: Clock, deliveries: Deliveries) {
  const deployment = jira.deployment ?? 'cloud'
  const email = jira.email ?? (deployment === 'cloud' ? 'planner@example.org' : 'planner')
  const person = { accountId: '5b10ac8d82e05b22cc7d4ef5', displayName: jira.displayName ?? 'Planning Office' }
  const account =
    deployment === 'cloud' ? { ...person, email } : { ...person, email: 'planner@example.org', name: email }
  const site = new JiraSite({ data: data.jira, account, deployment, clock, indexLagMs: jira.indexLagMs ?? 0 })
  const catalog = new JiraCatalog(site)
  const sprints = new JiraSprints(site)
  const search = new JiraSearch(site)
  const token: string | null = jira.token ?? 'simulated-jira-token'
  return {
    site,
    catalog,
    sprints,
    search,
    hooks: new JiraHooks({ site, search, catalog, sprints, deliveries }),
    credentials: { email, token },
    burst: new BurstLimit(limits.jiraPerSecond ?? Number.POSITIVE_INFINITY, clock),
    quota: new PointsQuota(limits.jiraPointsPerHour ?? Number.POSITIVE_INFINITY, clock),
    pageMax: jira.pageMax ?? (deployment === 'cloud' ? 100 : 1000),
    servesChangelog: jira.servesChangelog ?? false,
  }
}

function makeGithub({ data, github = {}, limits = {} }: SimulatorOptions, clock: Clock, deliveries: Deliveries) {
  const token = github.token ?? 'simulated-github-token'
  const account = {
    login: github.login ?? 'planning-office',
    id: 4_000_001,
    scopes: github.scopes ?? ['repo', 'read:org'],
  }
  const site = new GithubSite(data.github, clock, github.deployment ?? 'cloud')
  const hooks = new GithubHooks(site, deliveries)
  site.listener = (repository, change) => hooks.announce(repository, change)
  return {
    site,
    hooks,
    token,
    tokens: new GithubTokens(account, token, clock),
    limit: new GithubRateLimit(
      { requests: 5000, windowMs: 3_600_000, status: 403, pointsPerMinute: Number.POSITIVE_INFINITY, ...limits.github },
      clock,
    ),
    app: github.app ?? null,
    pageMax: github.pageMax ?? Number.POSITIVE_INFINITY,
    eventPageMax: github.eventPageMax ?? github.pageMax ?? Number.POSITIVE_INFINITY,
  }
}
