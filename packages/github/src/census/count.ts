import type { Count } from '@throughline/source'
import { type GithubClient, recordsSchema } from '../client.ts'
import { countOf } from '../items/split.ts'
import { unlessSwitchedOff } from '../items/switched-off.ts'
import { checkScope } from '../scope.ts'

/**
 * Counts the issues and pull requests of a repository by the number of pages with one record each; where its issues are
 * switched off, the pull requests alone. GitHub does not count very long lists: then the number of the newest record
 * stands for it, as no more were ever created, and the count is no longer exact.
 *
 * @throws UpstreamRefusedError `github.unknown_repository`; the errors of `GithubClient.request`.
 */
export async function countItems(scope: string, signal: AbortSignal, client: GithubClient): Promise<Count> {
  checkScope(scope, client.connection)
  const options = { signal, meter: { requests: 0 } }
  const ask = (list: 'issues' | 'pulls') =>
    client.request(
      {
        route: `GET /repos/{owner}/{repo}/${list}`,
        scope,
        parameters: { state: 'all', sort: 'created', direction: 'desc', per_page: 1 },
        schema: recordsSchema,
      },
      options,
    )
  const answer = (await unlessSwitchedOff(ask('issues'))) ?? (await ask('pulls'))
  const count = countOf(answer)
  return { count, requests: options.meter.requests }
}
