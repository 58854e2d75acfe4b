import { createHash } from 'node:crypto'
import { jsonText, type WireContext } from '../http/gateway.ts'
import type { GithubSite } from './github-site.ts'

/**
 * Answers with JSON text under an ETag, or with 304 when the client has it already.
 *
 * @param state what the text is made from, in short; the ETag is a hash of it, so an unchanged page costs no text at all.
 */
export function tagged(
  c: WireContext,
  site: GithubSite,
  state: string,
  makeText: () => string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const hash = createHash('sha256')
    .update(`${site.salt} ${c.req.url} ${c.req.header('accept') ?? ''} ${state}`)
    .digest('hex')
  const common = {
    ...headers,
    etag: `W/"${hash}"`,
    'cache-control': 'private, max-age=60, s-maxage=60',
    vary: 'Accept, Authorization',
  }
  const known = (c.req.header('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  if (known.includes(`"${hash}"`)) return c.body(null, 304, common)
  return jsonText(c, 200, makeText(), common)
}
