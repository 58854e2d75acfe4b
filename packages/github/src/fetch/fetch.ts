import type { CallOptions, FetchPage, FetchRequest } from '@throughline/source'
import type { GithubClient } from '../client.ts'
import { repositoryQuestion } from '../repository.ts'
import { checkScope } from '../scope.ts'
import { type Answer, fetchItem } from './fetch-item.ts'

/** How many keys are answered at once, so that an interrupted caller keeps what came before. */
const KEYS_A_PAGE = 25

/**
 * Asks for issues and pull requests one by one, several at a time. Each key is answered once: by its record, as
 * transferred (with the key it goes by now), deleted or hidden.
 *
 * @throws UpstreamRefusedError `github.unknown_repository` when the repository itself may not be seen, instead of calling
 *   all that is in it hidden; the errors of `GithubClient.request`.
 */
export async function* fetchItems(request: FetchRequest, client: GithubClient): AsyncGenerator<FetchPage> {
  const { scope, signal } = request
  checkScope(scope, client.connection)
  const meter = { requests: 0 }
  const options: CallOptions = { signal, meter }
  const repository = repositoryQuestion(scope, client, options)
  const keys = [...new Set(request.keys)]
  for (let start = 0; start < keys.length; start += KEYS_A_PAGE) {
    const answers = await Promise.all(
      keys.slice(start, start + KEYS_A_PAGE).map((key) => fetchItem(key, { scope, client, options, repository })),
    )
    yield { ...pageOf(answers), requests: meter.requests }
    meter.requests = 0
  }
}

function pageOf(answers: readonly Answer[]): Omit<FetchPage, 'requests'> {
  return {
    records: answers.flatMap((answer) => ('record' in answer ? answer.record : [])),
    moves: answers.flatMap((answer) => ('record' in answer ? answer.moves : [])),
    sprints: [],
    gone: answers.flatMap((answer) => ('gone' in answer ? answer.gone : [])),
    quarantined: answers.flatMap((answer) => {
      if ('quarantined' in answer) return answer.quarantined
      return 'record' in answer ? answer.unreadable : []
    }),
  }
}
