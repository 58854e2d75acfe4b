import { createHash } from 'node:crypto'
import type { Context } from 'hono'

interface Serialised {
  /** JSON in UTF-8: half the work of a large answer is to encode its text. */
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly tag: string
}

const serialised = new WeakMap<object, Serialised>()

/**
 * Sends an object that use cases answer again and again as JSON: its bytes and their ETag, a strong one, are
 * made once.
 * The object must not be changed afterwards.
 */
export function keptJson(c: Context, answer: object): Response {
  const { bytes, tag } = serialised.get(answer) ?? serialise(answer)
  return c.body(bytes, 200, { 'Content-Type': 'application/json', ETag: tag })
}

function serialise(answer: object): Serialised {
  const bytes = new TextEncoder().encode(JSON.stringify(answer))
  const made = { bytes, tag: `"${createHash('sha1').update(bytes).digest('hex')}"` }
  serialised.set(answer, made)
  return made
}
