import { createVerify } from 'node:crypto'
import type { Hono } from 'hono'
import { json, serveEndpoint, type WireContext, type WireEnv } from '../../http/gateway.ts'
import { githubError } from '../github-error.ts'
import type { GithubApp, GithubPorts } from '../github-ports.ts'

const PATH = '/app/installations/{installation_id}/access_tokens'

/**
 * Serves the exchange of an app's JWT for an installation token.
 *
 * @param prefix where the API begins, e.g. `/api/v3`.
 */
export function serveInstallations(app: Hono<WireEnv>, ports: GithubPorts, prefix: string): void {
  serveEndpoint(
    app,
    'POST',
    `${prefix}${PATH}`,
    (c) => {
      if (ports.app === null) throw githubError(401, 'A JSON web token could not be decoded')
      checkJwt(c, ports.app, ports.site.clock())
      if (c.req.param('installation_id') !== ports.app.installationId) throw githubError(404, 'Not Found')
      const { token, expiresAt } = ports.tokens.issueInstallationToken()
      return json(c, 201, {
        token,
        expires_at: new Date(expiresAt).toISOString().replace(/\.\d{3}Z$/, 'Z'),
        permissions: { issues: 'read', metadata: 'read', pull_requests: 'read' },
        repository_selection: 'all',
      })
    },
    PATH,
  )
}

function checkJwt(c: WireContext, app: GithubApp, now: number): void {
  const jwt = /^bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
  const [header = '', payload = '', signature = ''] = jwt.split('.')
  const verifier = createVerify('RSA-SHA256').update(`${header}.${payload}`)
  if (signature === '' || !verifier.verify(app.publicKey, signature, 'base64url')) {
    throw githubError(401, 'A JSON web token could not be decoded')
  }
  const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString())
  const { iss, exp } = claims as { iss?: unknown; exp?: unknown }
  if (String(iss) !== app.appId) throw githubError(404, 'Integration not found')
  if (typeof exp !== 'number' || exp * 1000 < now) {
    throw githubError(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    )
  }
}
