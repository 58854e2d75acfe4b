import { UpstreamRefusedError } from '@throughline/errors'
import { type Dispatcher, fetch, type RequestInit, type Response } from 'undici'
import type { HttpTarget } from './http-target.ts'
import type { HeaderReader } from './retry-after.ts'

/** The part of `fetch` that connectors and their clients use. */
export type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>

/** An answer as far as it tells what is left of the quota. */
export interface QuotaAnswer {
  readonly status: number
  readonly header: HeaderReader
  readonly url: URL
  readonly method: string
}

/** Sees what passes through a {@link guardedFetch}. */
export interface FetchWatcher {
  /** Called for every request that leaves, redirects included. */
  onRequest(): void
  /** Called with the head of every answer, whatever its status, redirects included. */
  onAnswer(answer: QuotaAnswer): void
}

const REDIRECTS_MAX = 5
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/**
 * A `fetch` that uses `dispatcher` alone and follows redirects itself, within one origin only: that is how a renamed
 * repository answers. Any other redirect is refused, because what follows would either carry the credentials to a
 * stranger or come back as somebody's login page. `watcher` sees what really went over the wire.
 *
 * @throws UpstreamRefusedError `<code>.redirected`, never worth a retry; otherwise what `fetch` throws.
 */
export function guardedFetch(target: HttpTarget, dispatcher: Dispatcher, watcher: FetchWatcher | null = null): Fetch {
  return async (input, init) => {
    const method = init?.method?.toUpperCase() ?? 'GET'
    let url = new URL(input)
    for (let followed = 0; ; followed += 1) {
      watcher?.onRequest()
      const response = await fetch(url.href, { ...init, dispatcher, redirect: 'manual' })
      const header: HeaderReader = (name) => response.headers.get(name)
      watcher?.onAnswer({ status: response.status, header, url, method })
      const location = response.headers.get('location')
      if (!REDIRECTS.has(response.status) || location === null) return response
      await response.body?.cancel()
      const next = URL.canParse(location, url.href) ? new URL(location, url) : null
      if (next === null || next.origin !== url.origin || followed === REDIRECTS_MAX || !keepsMethod(response, method)) {
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
function keepsMethod(response: Response, method: string): boolean {
  return method === 'GET' || method === 'HEAD' || response.status === 307 || response.status === 308
}
