import type { WireContext } from '../http/gateway.ts'
import type { GithubTokens, Viewer } from './github-auth.ts'
import { githubError } from './github-error.ts'
import type { GithubHooks } from './github-hooks.ts'
import type { GithubRepository } from './github-repository.ts'
import type { GithubSite } from './github-site.ts'
import type { GithubRateLimit } from './rate-limit.ts'

/** A GitHub App that may ask for installation tokens. */
export interface GithubApp {
  readonly appId: string
  readonly installationId: string
  /** PEM of the public key that its JWTs are verified with (RS256). */
  readonly publicKey: string
}

/** What the routes of the simulated GitHub share. */
export interface GithubPorts {
  readonly site: GithubSite
  readonly tokens: GithubTokens
  readonly hooks: GithubHooks
  readonly limit: GithubRateLimit
  readonly app: GithubApp | null
  /** Highest page that lists serve; beyond it GitHub answers 422. Infinity serves all. */
  readonly pageMax: number
  /** The same for the events of a repository, the longest list of all. */
  readonly eventPageMax: number
}

/** A handler that knows who asks. */
type GithubHandler = (c: WireContext, viewer: Viewer) => Response | Promise<Response>

/** Registers an endpoint of the simulated GitHub behind its authentication and limit. */
export type GithubServe = (path: string, handler: GithubHandler, options?: ServeOptions) => void

/** How an endpoint differs from the usual. */
interface ServeOptions {
  /** Default `GET`. */
  readonly method?: 'GET' | 'POST' | 'DELETE'
  /** Whether its answers do not count on the limit. Default false. */
  readonly uncounted?: boolean
}

/**
 * The repository that a path names, by name or by id.
 *
 * @throws WireError 404 for one that does not exist or may not be seen, 301 for one that was renamed.
 */
export function repositoryOf(c: WireContext, viewer: Viewer, site: GithubSite): GithubRepository {
  const id = c.req.param('repository_id')
  const fullName = `${c.req.param('owner')}/${c.req.param('repo')}`
  const found = id === undefined ? site.repository(fullName) : site.repositoryById(Number(id))
  if (found !== null && (viewer !== null || !found.isPrivate)) return found
  const moved = id === undefined ? site.renamed(fullName) : null
  if (moved === null) throw githubError(404, 'Not Found')
  const { search } = new URL(c.req.url)
  const target = `${site.origins.api}/repositories/${moved.id}${pathInRepository(c, site)}${search}`
  throw githubError(301, 'Moved Permanently', { location: target })
}

/** The rest of a path behind the repository that it names, e.g. `/issues/7`. */
export function pathInRepository(c: WireContext, { origins }: GithubSite): string {
  const path = new URL(c.req.url).pathname.slice(new URL(origins.api).pathname.replace(/\/$/, '').length)
  return path.replace(/^\/(?:repos\/[^/]+\/[^/]+|repositories\/\d+)/, '')
}
