import { UpstreamRefusedError } from '@throughline/errors'

/**
 * Checks that a scope is `owner/repo`, so that it cannot lead a request to another path.
 *
 * @throws UpstreamRefusedError `github.unknown_repository`; a person has to correct the scope.
 */
export function checkScope(scope: string, connection: string): void {
  const [, repo] = /^[\w.-]+\/([\w.-]+)$/.exec(scope) ?? []
  if (repo === undefined || /(^|\/)\.{1,2}(\/|$)/.test(scope)) {
    throw new UpstreamRefusedError(
      'github.unknown_repository',
      `${scope} is no repository. Write the scopes of connection ${connection} as owner/repo.`,
      { context: { connection, scope } },
    )
  }
}
