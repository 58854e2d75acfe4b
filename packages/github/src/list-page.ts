import type { CallOptions } from '@throughline/source'
import { type GithubClient, type GithubRequest, type GithubResponse, recordsSchema, type Unchanged } from './client.ts'

/** How many records a page has at most. */
export const PAGE_SIZE = 100

/**
 * Asks for a page of a list, and once more where it is hard to believe: empty, or half empty though more follow. Such
 * pages have been seen from servers under load, and nobody would notice what they leave out. The second answer stands.
 *
 * @param etag see `GithubClient.requestIfChanged`.
 */
export async function listPage(
  client: GithubClient,
  request: Omit<GithubRequest<unknown[]>, 'schema'>,
  etag: string | null,
  options: CallOptions,
): Promise<GithubResponse<unknown[]> | Unchanged> {
  const ask = () => client.requestIfChanged({ ...request, schema: recordsSchema }, etag, options)
  const answer = await ask()
  return answer.data === null || !isDoubtful(answer) ? answer : ask()
}

function isDoubtful({ data, links }: GithubResponse<unknown[]>): boolean {
  return data.length === 0 || (links.hasNext && data.length <= PAGE_SIZE / 2)
}
