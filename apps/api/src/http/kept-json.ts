import { createHash } from 'node:crypto'
import type { Context } from 'hono'

interface Serialised {
  readonly text: string
  readonly tag: string
}

const serialised = new WeakMap<object, Serialised>()

/**
 * Sends an object that use cases answer again and again as JSON: it is turned into text, and its ETag is computed, once.
 * The object must not be changed afterwards.
 */
export function keptJson(c: Context, answer: object): Response {
  const { text, tag } = serialised.get(answer) ?? serialise(answer)
  return c.body(text, 200, { 'Content-Type': 'application/json', ETag: tag })
}

function serialise(answer: object): Serialised {
  const text = JSON.stringify(answer)
  const made = { text, tag: tagOf(text) }
  serialised.set(answer, made)
  return made
}

/** A strong ETag of a text. */
function tagOf(text: string): string {
  return `"${createHash('sha1').update(text).digest('hex')}"`
}
