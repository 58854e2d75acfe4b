import type { WireContext } from '../../http/gateway.ts'

const PAGE = 50
const PAGE_MAX = 100

/** A page of a list in the form that Cloud gives to all of them: `startAt` and `maxResults`, a link to the next one. */
export function pageOf<T>(c: WireContext, all: readonly T[], self: string, wire: (value: T) => unknown) {
  const startAt = Math.max(0, Number(c.req.query('startAt') ?? 0))
  const maxResults = Math.min(PAGE_MAX, Math.max(1, Number(c.req.query('maxResults') ?? PAGE)))
  const values = all.slice(startAt, startAt + maxResults).map(wire)
  const isLast = startAt + values.length >= all.length
  const at = (start: number) => `${self}?maxResults=${maxResults}&startAt=${start}`
  const nextPage = isLast ? {} : { nextPage: at(startAt + values.length) }
  return { self: at(startAt), ...nextPage, maxResults, startAt, total: all.length, isLast, values }
}
