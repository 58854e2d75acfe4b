import { type ScopeStateRecord, scopeStates } from '@throughline/store'
import type { Hub } from '../context.ts'
import { getConnection } from './get-connection.ts'

/** What is known of each scope of a connection: when it was read, and how complete that was. */
export type ScopeFreshness = Omit<ScopeStateRecord, 'mark'>

/** The scopes of a connection with what is known of them; nothing of one that was never walked to its end. */
export async function connectionScopes(hub: Hub, id: string): Promise<ScopeFreshness[]> {
  const connection = await getConnection(hub, id)
  const states = new Map((await scopeStates(hub.database, id)).map(({ mark: _, ...state }) => [state.scope, state]))
  return connection.scopes.map(
    (scope) => states.get(scope) ?? { scope, syncedAt: null, censusAt: null, entries: null, matched: null },
  )
}
