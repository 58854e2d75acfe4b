import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Makes an API token: `tl_` and 32 random bytes as base64url. Show it once; store its hash. */
export function newToken(): string {
  return `tl_${randomBytes(32).toString('base64url')}`
}

/**
 * The hash under which a token is stored and looked up: SHA-256 as lower-case hex. A plain hash is enough, because a
 * token is 256 random bits and cannot be guessed from it.
 */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Compares two secret texts of any length in a time that does not tell where they differ. */
export function equalSecrets(one: string, other: string): boolean {
  return timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest())
}
