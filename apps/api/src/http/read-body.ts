import type { Context } from 'hono'
import { refusal } from './faults.ts'
import { HttpError } from './http-error.ts'

/** Largest body taken, in bytes; a webhook's may be larger. */
export const BODY_BYTES_MAX = 10 * 1024 * 1024

/** Largest webhook delivery taken, in bytes: as much as GitHub sends at all. */
export const DELIVERY_BYTES_MAX = 25 * 1024 * 1024

/**
 * Reads a body as text. Throws HttpError 415 unless its content type is one of `mediaTypes`, and ValidationError when it
 * is not UTF-8 or holds what the database cannot store.
 */
export async function readText(
  c: Context,
  mediaTypes: readonly string[],
): Promise<{ readonly text: string; readonly mediaType: string }> {
  const mediaType = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (!mediaTypes.includes(mediaType)) {
    const given = mediaType === '' ? 'The request has no Content-Type' : `Content-Type ${mediaType} is not taken here`
    throw new HttpError(415, 'request.media_type', `${given}. Send ${mediaTypes.join(' or ')}.`)
  }
  const text = decode(await c.req.arrayBuffer())
  if (!isStorable(text)) throw refusal('The body', [{ pointer: '', detail: 'it holds a NUL character' }])
  return { text, mediaType }
}

/** Reads a JSON body. Throws as {@link readText} does, and ValidationError for what is not JSON. */
export async function readJson(c: Context): Promise<unknown> {
  const { text } = await readText(c, ['application/json'])
  const value = parse(text)
  if (!isStorable(value)) {
    throw refusal('The body', [{ pointer: '', detail: 'it holds a NUL character or half of a surrogate pair' }])
  }
  return value
}

/** Whether every text in a value can be stored: PostgreSQL knows neither U+0000 nor lone surrogates. */
export function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\u0000')
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, inner]) => isStorable(key) && isStorable(inner))
}

function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw refusal('The body', [{ pointer: '', detail: 'it is not UTF-8 text' }])
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    // The engine's message repeats a piece of the text, which may be a secret: only the place is taken from it.
    const [, line, column] = /\(line (\d+) column (\d+)\)/.exec(error.message) ?? []
    const place = line === undefined ? {} : { line: Number(line), column: Number(column) }
    const detail = text.trim() === '' ? 'it is empty; JSON is needed' : 'it is not JSON'
    throw refusal('The body', [{ pointer: '', detail, ...place }])
  }
}
