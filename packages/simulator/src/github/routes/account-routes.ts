import { json } from '../../http/gateway.ts'
import { githubError } from '../github-error.ts'
import { type GithubPorts, type GithubServe, repositoryOf } from '../github-ports.ts'
import { tagged } from '../tagged.ts'
import { wireFullRepository } from '../wire-repository.ts'
import { wireUser } from '../wire-user.ts'

/** Serves repositories, the token's account and its limits. */
export function serveAccount(serve: GithubServe, ports: GithubPorts): void {
  const { site, tokens } = ports
  serve('/repos/{owner}/{repo}', (c, viewer) => {
    const repository = repositoryOf(c, viewer, site)
    const { rights } = tokens
    const state = `${repository.updatedAt()} ${repository.openCount()} ${rights.admin} ${rights.push}`
    return tagged(c, site, state, () => JSON.stringify(wireFullRepository(repository, site.origins, rights)))
  })
  serve('/user', (c, viewer) => {
    if (viewer === null) throw githubError(401, 'Requires authentication')
    if (viewer.kind === 'installation') throw githubError(403, 'Resource not accessible by integration')
    const text = JSON.stringify({
      ...wireUser(tokens.account, site.origins),
      name: tokens.account.login,
      company: null,
      blog: '',
      location: null,
      email: null,
      hireable: null,
      bio: null,
      twitter_username: null,
      public_repos: 0,
      public_gists: 0,
      followers: 0,
      following: 0,
      created_at: '2020-01-01T00:00:00Z',
      updated_at: '2020-01-01T00:00:00Z',
    })
    return tagged(c, site, text, () => text)
  })
  serve(
    '/rate_limit',
    (c, viewer) => {
      if (site.isServer) throw githubError(404, 'Rate limiting is not enabled.')
      const core = ports.limit.state(viewer?.name ?? null)
      return json(c, 200, {
        resources: {
          core,
          search: { limit: 30, used: 0, remaining: 30, reset: core.reset },
          graphql: { limit: 5000, used: 0, remaining: 5000, reset: core.reset },
        },
        rate: core,
      })
    },
    { uncounted: true },
  )
}
