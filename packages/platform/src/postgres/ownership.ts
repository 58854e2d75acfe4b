import { Socket } from 'node:net'
import pg from 'pg'
import { waitFor } from './server.ts'

/** Any number, the same in every version: a lock of the maintenance database, where nobody else takes any. */
const ownerLock = 5_432_018
/** The server notices the death of a process by its closed connection, in milliseconds rather than seconds. */
const patienceMs = 250

/** The right to stop a server; it ends with the process that holds it. */
export interface Ownership {
  /** Gives the right back. May be called after the server has stopped. */
  release(): Promise<void>
}

/**
 * Claims a running server: null when another living process owns it. The claim is an advisory lock of an open session,
 * so exactly one process has it, and the server itself takes it back from one that was killed. The session does not
 * keep this process alive.
 */
export async function claimServer(maintenanceUrl: string): Promise<Ownership | null> {
  const socket = new Socket()
  const client = new pg.Client({
    connectionString: maintenanceUrl,
    application_name: 'throughline owner',
    stream: () => socket,
  })
  // A server that stops closes the session; that is what the owner asked for.
  client.on('error', () => undefined)
  await client.connect()
  const tryLock = async () => {
    const { rows } = await client.query<{ owned: boolean }>('select pg_try_advisory_lock($1) as owned', [ownerLock])
    return rows[0]?.owned === true
  }
  const isOwner = await waitFor(tryLock, patienceMs)
  if (!isOwner) {
    await client.end()
    return null
  }
  socket.unref()
  return { release: () => client.end() }
}
