import type { GithubUserRecord } from '../records.ts'

/** Where addresses in answers point to, and what answers there know of. */
export interface GithubOrigins {
  /** The API, e.g. `http://127.0.0.1:8081`. */
  readonly api: string
  /** The pages people see. */
  readonly web: string
  /** Whether it is a GitHub Enterprise Server: its issues have neither types nor sub-issues. Default false. */
  readonly isServer?: boolean
}

/** An opaque id in the style of the GraphQL API. */
export function nodeId(kind: string, id: number): string {
  return Buffer.from(`0${kind.length}:${kind}${id}`).toString('base64')
}

/** Stands for accounts that are gone. */
export const GHOST: GithubUserRecord = { login: 'ghost', id: 10_137 }

/** An account with all its addresses. */
export function wireUser(user: GithubUserRecord, origins: GithubOrigins) {
  const url = `${origins.api}/users/${encodeURIComponent(user.login)}`
  return {
    login: user.login,
    id: user.id,
    node_id: nodeId('User', user.id),
    avatar_url: `${origins.web}/avatars/u/${user.id}?v=4`,
    gravatar_id: '',
    url,
    html_url: `${origins.web}/${encodeURIComponent(user.login)}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: user.type ?? 'User',
    user_view_type: 'public',
    site_admin: false,
  }
}
