import { UpstreamRefusedError } from '@throughline/errors'
import { type Dispatcher, fetch, type RequestInit, type Response } from 'undici'
import type { HttpTarget } from './http-target.ts'

/** The part of `fetch` that connectors and their clients use. */
export type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>

const REDIRECTS_MAX = 5
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/**
 * A `fetch` that uses `dispatcher` alone and follows redirects itself, within one origin only: that is how a renamed
 * repository answers. Any other redirect is refused, because what follows would either carry the credentials to a
 * stranger or come back as somebody's login page. `onRequest` is called for every request that leaves, redirects
 * included.
 *
 * @throws UpstreamRefusedError `<code>.redirected`, never worth a retry; otherwise what `fetch` throws.
 */
export function guardedFetch(
  target: HttpTarget,
  dispatcher: Dispatcher,
  onRequest: () => void = () => undefined,
): Fetch {
  return async (input, init) => {
    let url = new URL(input)
    for (let followed = 0; ; followed += 1) {
      onRequest()
      const response = await fetch(url.href, { ...init, dispatcher, redirect: 'manual' })
      const location = response.headers.get('location')
      if (!REDIRECTS.has(response.status) || location === null) return response
      await response.body?.cancel()
      const next = URL.canParse(location, url.href) ? new URL(location, url) : null
      if (next === null || next.origin !== url.origin || followed === REDIRECTS_MAX || !keepsMethod(response, init)) {
        throw new UpstreamRefusedError(
          `${target.code}.redirected`,
          `${target.name} sent connection ${target.connection} on from ${url.origin} to ${next?.origin ?? 'a place that is no address'}. Credentials are not sent there: if that is the tool, make it the baseUrl.`,
          { context: { status: response.status } },
        )
      }
      url = next
    }
  }
}

/** A POST answered by 301, 302 or 303 would have to be repeated as a GET, which asks for something else. */
function keepsMethod(response: Response, init: RequestInit | undefined): boolean {
  const method = init?.method?.toUpperCase() ?? 'GET'
  return method === 'GET' || method === 'HEAD' || response.status === 307 || response.status === 308
}
