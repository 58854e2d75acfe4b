import { UpstreamRefusedError } from '@throughline/errors'
import type { ItemRecord } from '@throughline/plan'
import { type CallOptions, cleanText, type Gone, type QuarantinedRecord, type SeenMove } from '@throughline/source'
import { z } from 'zod'
import { type GithubClient, recordsSchema } from '../client.ts'
import { readMoves } from '../events/events-step.ts'
import { isPull, mapIssue, mapPull } from '../items/map.ts'
import { PAGE_SIZE } from '../list-page.ts'
import type { RepositoryNow } from '../repository.ts'
import { placeSchema } from '../schema.ts'

/** What became of one key. */
export type Answer =
  | {
      readonly record: ItemRecord
      readonly moves: readonly SeenMove[]
      /** Events of it that could not be read. */
      readonly unreadable: readonly QuarantinedRecord[]
    }
  | { readonly quarantined: QuarantinedRecord }
  | { readonly gone: Gone }

/** What keys are asked for with. */
export interface FetchContext {
  readonly scope: string
  readonly client: GithubClient
  readonly options: CallOptions
  /** Asks for the repository when it is first needed. */
  readonly repository: () => Promise<RepositoryNow>
}

/** Asks for one issue or pull request and, where its state may have changed before, for what happened to it. */
export async function fetchItem(key: string, context: FetchContext): Promise<Answer> {
  const { scope, repository } = context
  const [repo = '', digits = ''] = key.split('#')
  if (repo.toLowerCase() !== scope.toLowerCase() || !/^[1-9]\d{0,9}$/.test(digits)) {
    return { quarantined: { key, reason: cleanText(`${key} is no key of ${scope}`) } }
  }
  const number = Number(digits)
  const issue = await ask(context, 'GET /repos/{owner}/{repo}/issues/{number}', number)
  if (issue === 'missing') {
    // Throws when it is the repository that may not be seen.
    await repository()
    return { gone: { key, kind: 'hidden', at: null, movedTo: null } }
  }
  if (issue === 'gone') {
    if ((await repository()).hasIssues) return { gone: { key, kind: 'deleted', at: null, movedTo: null } }
    return fetchPull(key, number, context)
  }
  const movedTo = await otherPlace(issue, number, context)
  if (movedTo !== null) return { gone: { key, kind: 'transferred', at: null, movedTo } }
  if (isPull(issue)) return fetchPull(key, number, context)
  const record = mapIssue(issue, { scope })
  if ('reason' in record) return { quarantined: { ...record, key } }
  const { status, resolution } = record.seen
  const hasHistory = status === 'closed' || resolution === 'reopened'
  return { record, ...(hasHistory ? await movesOf(record, number, context) : NO_MOVES) }
}

/** The key under which GitHub shows an issue, when it is not the one it was asked for by. */
async function otherPlace(
  issue: Readonly<Record<string, unknown>>,
  number: number,
  { scope, repository }: FetchContext,
): Promise<string | null> {
  const { data } = placeSchema.safeParse(issue)
  const [, stands] = /\/repos\/([^/]+\/[^/]+)$/.exec(data?.repository_url ?? '') ?? []
  if (data === undefined || stands === undefined) return null
  const isNamed = (name: string) => stands.toLowerCase() === name.toLowerCase()
  // A renamed repository answers under its new name as well, and then nothing has moved.
  const isHere = isNamed(scope) || isNamed((await repository()).fullName)
  if (!isHere) return `${cleanText(stands)}#${data.number}`
  // What was transferred back has another number than it had before.
  return data.number === number ? null : `${scope}#${data.number}`
}

const NO_MOVES = { moves: [], unreadable: [] }

async function fetchPull(key: string, number: number, context: FetchContext): Promise<Answer> {
  const pull = await ask(context, 'GET /repos/{owner}/{repo}/pulls/{number}', number)
  if (pull === 'missing' || pull === 'gone') return { gone: { key, kind: 'hidden', at: null, movedTo: null } }
  const record = mapPull(pull, { scope: context.scope })
  if ('reason' in record) return { quarantined: { ...record, key } }
  // A merge is all that happened to most, and the record tells it.
  return { record, ...(record.seen.status === 'closed' ? await movesOf(record, number, context) : NO_MOVES) }
}

/** Reads all events of one issue or pull request, oldest first. */
async function movesOf(record: ItemRecord, number: number, { scope, client, options }: FetchContext) {
  const isPullRequest = record.kind === 'pull_request'
  const { endedAt, seen } = record
  const subject = {
    number,
    isPull: isPullRequest,
    mergedAt: seen.status === 'merged' ? endedAt : null,
    closedAt: endedAt,
    resolution: isPullRequest ? null : seen.resolution,
  }
  const moves: SeenMove[] = []
  const unreadable: QuarantinedRecord[] = []
  for (let page = 1; ; page += 1) {
    const { data, links } = await client.request(
      {
        route: 'GET /repos/{owner}/{repo}/issues/{number}/events',
        scope,
        parameters: { number, per_page: PAGE_SIZE, page },
        schema: recordsSchema,
      },
      options,
    )
    const read = readMoves(data, scope, subject)
    moves.push(...read.moves)
    unreadable.push(...read.quarantined)
    if (!links.hasNext) return { moves, unreadable }
  }
}

/** What GitHub shows under a number, or which way it says that there is nothing. */
async function ask({ scope, client, options }: FetchContext, route: string, number: number) {
  try {
    const parameters = { number }
    return (await client.request({ route, scope, parameters, schema: z.looseObject({}) }, options)).data
  } catch (error) {
    if (!(error instanceof UpstreamRefusedError)) throw error
    if (error.context.status === 404) return 'missing'
    if (error.context.status === 410) return 'gone'
    throw error
  }
}
