import { ConflictError, NotFoundError, ValidationError } from '@throughline/errors'
import { type DraftRequest, draftPlan as draftFrom } from '@throughline/plan'
import { readDraftFacts } from '@throughline/store'
import { getConnection } from '../connections/get-connection.ts'
import type { Hub } from '../context.ts'

/**
 * Drafts a plan document in YAML from the epics, fix versions and milestones of some connections. Stores nothing.
 *
 * Throws NotFoundError for a connection that is not there and for a request that nothing answers to, ValidationError for
 * a scope that none of the connections has, and ConflictError while nothing of them has been read.
 */
export async function draftPlan(hub: Hub, request: DraftRequest): Promise<string> {
  const connections = [...new Set(request.connections)]
  const scopes = await scopesOf(hub, connections)
  const unknown = (request.scopes ?? []).filter((scope) => !scopes.includes(scope))
  if (unknown.length > 0) {
    throw new ValidationError(
      'draft.unknown_scope',
      `No connection of the draft has ${unknown.join(', ')}. They have ${scopes.join(', ')}.`,
      unknown.map((scope) => ({
        pointer: `/scopes/${request.scopes?.indexOf(scope)}`,
        detail: `${scope} is no project or repository of theirs`,
      })),
    )
  }
  const facts = await readDraftFacts(hub.database.pool, connections)
  if (!facts.scopes.some(({ isRead }) => isRead)) {
    throw new ConflictError(
      'draft.nothing_read',
      `Nothing of ${connections.join(' and ')} has been read yet. Sync, and ask again when that has ended.`,
    )
  }
  const draft = draftFrom(facts, { ...request, connections })
  if (draft.objectives === 0) {
    throw new NotFoundError(
      'draft.nothing_found',
      `No epic, fix version or milestone of ${connections.join(' and ')} had activity since ${draft.since}. Give an earlier day as since, or write the plan by hand.`,
    )
  }
  return draft.text
}

async function scopesOf(hub: Hub, connections: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const id of connections) found.push(...(await getConnection(hub, id)).scopes)
  return found
}
