import { createHmac, timingSafeEqual } from 'node:crypto'

/** GitHub and Jira write it alike. SHA-1, which GitHub still sends beside it, proves nothing any more. */
const SIGNATURE = /^sha256=([0-9a-f]{64})$/i

/**
 * Whether a webhook's signature header (`sha256=<hex>`) is that of `rawBody` under `secret`: HMAC-SHA-256 over the bytes
 * as they arrived, compared in constant time. False for everything else: no header, another method, a malformed value.
 * An empty secret signs nothing, because everybody knows it.
 */
export function verifySignature(secret: string, rawBody: Uint8Array, headerValue: string | null): boolean {
  const hex = SIGNATURE.exec(headerValue ?? '')?.[1]
  if (hex === undefined || secret === '') return false
  const expected = createHmac('sha256', secret).update(rawBody).digest()
  return timingSafeEqual(expected, Buffer.from(hex, 'hex'))
}
