import { UpstreamError } from '@throughline/errors'
import type { HttpTarget } from './http-target.ts'

/**
 * Parses the body of an answer that should be JSON.
 *
 * @throws UpstreamError `<code>.unreadable` when it is not, mostly because a proxy cut it short or put a page of its
 *   own in its place. Worth a retry: an answer that says 200 and ends in the middle is never taken for the end of a list.
 */
export function readJson(target: HttpTarget, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const found = /^\s*</.test(text) ? 'a web page' : text.trim() === '' ? 'nothing' : 'broken JSON'
    throw new UpstreamError(
      `${target.code}.unreadable`,
      `${target.name} at ${target.baseUrl} answered with ${found} instead of data. Check that baseUrl of connection ${target.connection} is the address of its API; otherwise it passes by itself.`,
      { cause, context: { connection: target.connection, chars: text.length } },
    )
  }
}
