import type { EpochMs } from '@throughline/plan'
import { EVERY_RESOURCE, type HeaderReader, type QuotaWindow, type ReadQuota, serverTime } from '@throughline/source'
import { askedWait } from './asked-wait.ts'
import { endpointOf } from './endpoint.ts'

/** A limit that begins anew within a minute is one of bursts, which each endpoint has for itself. */
const BURST_MS = 60_000

/** The reasons of a 429 that concern the whole site or account; every other one concerns the endpoint asked. */
const WHOLE_QUOTAS: ReadonlySet<string | null> = new Set(['jira-quota-global-based', 'jira-quota-tenant-based'])

/**
 * Reads how the quota stands from the headers that Jira Cloud sends with every answer, and what is to be left alone from
 * a 429: everything when a quota is used up, else that endpoint. All instants are told by Jira’s clock and become the
 * hub’s.
 */
export const readQuota: ReadQuota = ({ status, header, url, method }, now) => {
  const endpoint = endpointOf(method, url.pathname)
  const told = [countedWindow(header, endpoint, now), tightestPolicy(header, now)].filter((window) => window !== null)
  if (status !== 429) return told
  const resource = WHOLE_QUOTAS.has(header('ratelimit-reason')) ? EVERY_RESOURCE : endpoint
  const unknown = { resource, limit: null, remaining: null, resetAt: null }
  const pausedUntil = now + askedWait(header, now).ms
  return [...told.filter((window) => window.resource !== resource), { ...unknown, pausedUntil }]
}

/** `X-RateLimit-Limit`, `-Remaining` and `-Reset`; near its end without numbers it is taken for the last fifth. */
function countedWindow(header: HeaderReader, endpoint: string, now: EpochMs): QuotaWindow | null {
  const reset = Date.parse(header('x-ratelimit-reset') ?? '')
  if (Number.isNaN(reset)) return null
  const leftMs = Math.max(0, reset - serverTime(header, now))
  const resource = leftMs <= BURST_MS ? endpoint : EVERY_RESOURCE
  const window = { resource, resetAt: now + leftMs, pausedUntil: null }
  const remaining = numberIn(header('x-ratelimit-remaining'))
  if (remaining !== null) return { ...window, limit: numberIn(header('x-ratelimit-limit')), remaining }
  return header('x-ratelimit-nearlimit') === 'true' ? { ...window, limit: 5, remaining: 1 } : null
}

/**
 * The policy with the smallest part left, of `Beta-RateLimit: "app";r=13500;t=600` and its `Beta-RateLimit-Policy:
 * "app";q=65000;w=3600`. One that does not say what is left tells nothing.
 */
function tightestPolicy(header: HeaderReader, now: EpochMs): QuotaWindow | null {
  const limits = new Map(policiesIn(header('beta-ratelimit-policy')).map(({ name, values }) => [name, values.get('q')]))
  const windows = policiesIn(header('beta-ratelimit')).flatMap(({ name, values }) => {
    const remaining = values.get('r')
    const seconds = values.get('t')
    if (remaining === undefined || seconds === undefined) return []
    const limit = limits.get(name) ?? null
    return [{ resource: EVERY_RESOURCE, limit, remaining, resetAt: now + seconds * 1000, pausedUntil: null }]
  })
  const part = ({ limit, remaining }: (typeof windows)[number]) => remaining / Math.max(1, limit ?? remaining)
  return windows.toSorted((one, other) => part(one) - part(other))[0] ?? null
}

function policiesIn(text: string | null) {
  return [...(text ?? '').matchAll(/"([^"]*)"((?:\s*;\s*\w+=\d+)*)/g)].map(([, name = '', parameters = '']) => ({
    name,
    values: new Map([...parameters.matchAll(/(\w+)=(\d+)/g)].map(([, key = '', value]) => [key, Number(value)])),
  }))
}

function numberIn(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text.trim()) ? Number(text) : null
}
