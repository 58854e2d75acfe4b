import { connect } from 'node:net'
import { type Finding, fail, ok } from './finding.ts'

/** How long a server may take to accept a connection, ms. */
const timeoutMs = 3_000

/**
 * Whether a server accepts connections at an address. User and password are not tried, nor shown: the start does that,
 * and says what is wrong with them.
 */
export async function reachable(
  what: string,
  address: string,
  defaultPort: number,
  variable: string,
): Promise<Finding> {
  const { hostname, port } = new URL(address)
  const host = hostname.replace(/^\[|\]$/g, '') || '127.0.0.1'
  const at = Number(port) || defaultPort
  const problem = await new Promise<string | null>((resolve) => {
    const socket = connect({ host, port: at, timeout: timeoutMs })
    const end = (outcome: string | null) => {
      socket.destroy()
      resolve(outcome)
    }
    socket.once('connect', () => end(null))
    socket.once('timeout', () => end('no answer'))
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message))
  })
  if (problem === null) return ok(what, `${host}, port ${at}, accepts connections`)
  return fail(what, `${host}, port ${at}, cannot be reached (${problem}). Start it, or correct ${variable}.`)
}
