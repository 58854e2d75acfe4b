import type { CallOptions } from '@throughline/source'
import type { GithubClient } from './client.ts'
import { repositorySchema } from './schema.ts'

/** A repository as it is now. */
export interface RepositoryNow {
  readonly fullName: string
  readonly hasIssues: boolean
}

/**
 * Makes a question about a repository that is asked at most once, when its answer is first needed.
 *
 * @returns a function that throws `github.unknown_repository` when the repository may not be seen.
 */
export function repositoryQuestion(
  scope: string,
  client: GithubClient,
  options: CallOptions,
): () => Promise<RepositoryNow> {
  let asked: Promise<RepositoryNow> | null = null
  return () => {
    asked ??= client
      .request({ route: 'GET /repos/{owner}/{repo}', scope, schema: repositorySchema }, options)
      .then(({ data }) => ({ fullName: data.full_name, hasIssues: data.has_issues ?? true }))
    return asked
  }
}
