import { createHash, randomBytes } from 'node:crypto'
import { NotFoundError } from '@throughline/errors'
import { createToken, deleteToken, findToken, listTokens, type Role, type TokenRecord } from '@throughline/store'
import type { Hub } from '../context.ts'

/** Makes an API token. The token itself is answered here, once; the hub keeps its SHA-256 only. */
export async function createApiToken(
  hub: Hub,
  input: { readonly name: string; readonly role: Role },
): Promise<{ readonly record: TokenRecord; readonly token: string }> {
  const token = `tl_${randomBytes(32).toString('base64url')}`
  const record = await createToken(hub.database, { id: hub.newId(), ...input, hash: hashOf(token) }, hub.clock())
  return { record, token }
}

/** All tokens, oldest first. */
export function listApiTokens(hub: Hub): Promise<TokenRecord[]> {
  return listTokens(hub.database)
}

/** Revokes a token at once; throws NotFoundError. */
export async function deleteApiToken(hub: Hub, id: string): Promise<void> {
  if (!(await deleteToken(hub.database, id))) {
    throw new NotFoundError('token.not_found', `There is no token ${id}. GET /tokens lists them.`)
  }
}

/** Whoever asks the hub for something. */
export interface Caller {
  /** The name of the token, which stands as author beside what is written with it. */
  readonly name: string
  readonly role: Role
}

/** Whoever shows this token; null for an unknown one. Looked up by hash, so timing tells nothing. */
export async function authenticate(hub: Hub, token: string): Promise<Caller | null> {
  const found = await findToken(hub.database, hashOf(token))
  return found === null ? null : { name: found.name, role: found.role }
}

/** Makes the first admin token when there is none yet, and answers it to be shown once; null afterwards. */
export async function ensureAdminToken(hub: Hub): Promise<string | null> {
  const tokens = await listTokens(hub.database)
  if (tokens.some((token) => token.role === 'admin')) return null
  return (await createApiToken(hub, { name: 'first admin token', role: 'admin' })).token
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
