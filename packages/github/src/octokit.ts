import { createAppAuth } from '@octokit/auth-app'
import { Octokit } from '@octokit/rest'
import { AuthExpiredError } from '@throughline/errors'
import type { HttpSession, SourceLog, SourceSettings } from '@throughline/source'

/** The API version the schemas were written for; GitHub keeps a version for at least two years. */
const API_VERSION = '2022-11-28'

/**
 * An Octokit that signs requests for a connection (token, or GitHub App with its installation) and sends them over the
 * connection's session. The official throttling and retry plugins are left out on purpose: they sleep inside the
 * process until a quota is back, up to an hour, while a job that is told to wait can be delayed by the queue; and two
 * layers that retry multiply.
 *
 * @param isVersioned whether requests should name the API's version.
 * @throws AuthExpiredError `github.auth_unsupported` for credentials GitHub does not have.
 */
export function createOctokit(
  settings: SourceSettings,
  session: HttpSession,
  log: SourceLog,
  isVersioned: () => boolean,
): Octokit {
  const { auth, connection } = settings
  const quiet = (message: string) => log.debug({ connection }, message)
  const options = {
    baseUrl: session.target.baseUrl,
    userAgent: 'throughline',
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    request: { fetch: session.fetch },
  }
  const octokit = (() => {
    switch (auth.type) {
      case 'token':
      case 'bearer':
        return new Octokit({ ...options, auth: auth.token })
      case 'app': {
        const { appId, installationId, privateKey } = auth
        return new Octokit({ ...options, authStrategy: createAppAuth, auth: { appId, installationId, privateKey } })
      }
      case 'basic':
        throw new AuthExpiredError(
          'github.auth_unsupported',
          `Connection ${connection} holds Jira credentials. Store { type: "token", token } or { type: "app", appId, installationId, privateKey } for GitHub with PUT /connections/${connection}.`,
        )
    }
  })()
  octokit.hook.before('request', (request) => {
    if (isVersioned()) request.headers['x-github-api-version'] = API_VERSION
  })
  return octokit
}
