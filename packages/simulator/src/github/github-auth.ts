import { randomBytes } from 'node:crypto'
import type { Clock } from '../http/clock.ts'
import type { WireContext } from '../http/gateway.ts'
import { githubError } from './github-error.ts'

/** The account behind the simulated GitHub's token. */
export interface GithubAccount {
  readonly login: string
  readonly id: number
  /** Scopes of the token, as `x-oauth-scopes` tells them. */
  readonly scopes: readonly string[]
}

/** What the account may do in repositories. */
export interface GithubRights {
  /** Sees drafts of releases. */
  readonly push: boolean
  /** Sees and makes webhooks. */
  readonly admin: boolean
}

/** Who sends a request; null sends no credentials. */
export type Viewer = { readonly kind: 'user' | 'installation'; readonly name: string } | null

const INSTALLATION_TOKEN_LIFE_MS = 3_600_000

/** The tokens that the simulated GitHub accepts. */
export class GithubTokens {
  readonly account: GithubAccount
  readonly #clock: Clock
  /** Rights of everybody who sends credentials; whoever sends none has none. */
  rights: GithubRights = { push: true, admin: true }
  #token: string | null
  readonly #installations = new Map<string, number>()

  constructor(account: GithubAccount, token: string, clock: Clock) {
    this.account = account
    this.#token = token
    this.#clock = clock
  }

  /** Changes the account's token; null revokes it, and the tokens of installations with it. */
  setToken(token: string | null): void {
    this.#token = token
    if (token === null) this.#installations.clear()
  }

  /** Makes a token for an installation of an app, good for one hour. */
  issueInstallationToken(): { readonly token: string; readonly expiresAt: number } {
    const token = `ghs_${randomBytes(18).toString('hex')}`
    const expiresAt = this.#clock() + INSTALLATION_TOKEN_LIFE_MS
    this.#installations.set(token, expiresAt)
    return { token, expiresAt }
  }

  /**
   * Tells who sends a request.
   *
   * @throws WireError 401 for credentials that are not accepted; a request without any is anonymous.
   */
  viewer(c: WireContext): Viewer {
    const header = c.req.header('authorization')
    if (header === undefined) return null
    const given = /^(?:token|bearer) (.+)$/i.exec(header)?.[1]
    if (given !== undefined && given === this.#token) return { kind: 'user', name: this.account.login }
    if (given !== undefined && (this.#installations.get(given) ?? 0) > this.#clock()) {
      return { kind: 'installation', name: 'installation' }
    }
    throw githubError(401, 'Bad credentials')
  }
}
