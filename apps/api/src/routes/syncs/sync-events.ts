import { hash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { type Hub, requireSync, type SyncRecord, syncProgress } from '@throughline/hub'
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Api } from '../../api.ts'
import type { ApiEnv } from '../../http/endpoint.ts'
import { syncJson } from '../../json.ts'
import { problemOf } from '../../problem.ts'

/** How often the database is asked whether the sync has changed, ms. */
const POLL_MS = 250
/** After how much silence a comment is sent, so that proxies keep the connection, ms. */
const KEEP_ALIVE_MS = 15_000

/**
 * Sends a sync as server-sent events, one for each change, until it has ended, the client leaves or the hub drains. A
 * failure on the way is an event named `problem`. Throws NotFoundError before anything is sent.
 */
export async function syncEvents({ hub, log, signal }: Api, c: Context<ApiEnv>, id: string): Promise<Response> {
  const first = headOf(await requireSync(hub, id))
  c.header('X-Accel-Buffering', 'no')
  if (c.req.method === 'HEAD') return c.body(null, 200, { 'Content-Type': 'text/event-stream' })
  // A browser that reconnects after the last event is told that there is no more.
  if (first.ended && c.req.header('last-event-id') === first.id) return c.body(null, 204)
  return streamSSE(c, async (stream) => {
    const left = new AbortController()
    stream.onAbort(() => left.abort())
    const stop = AbortSignal.any([left.signal, signal])
    let sent = ''
    let silentMs = 0
    try {
      for (let event = first; ; event = headOf(await requireSync(hub, id))) {
        if (event.id !== sent) {
          await stream.writeSSE({ id: event.id, data: await dataOf(hub, event.sync) })
          sent = event.id
          silentMs = 0
        } else if (silentMs >= KEEP_ALIVE_MS) {
          await stream.write(': still here\n\n')
          silentMs = 0
        }
        if (event.ended || stop.aborted) return
        await wait(POLL_MS, undefined, { signal: stop })
        silentMs += POLL_MS
      }
    } catch (error) {
      if (stop.aborted) return
      const requestId = c.get('requestId')
      log.warn({ requestId, sync: id, err: error }, 'Events of a sync broke off')
      await stream.writeSSE({ event: 'problem', data: JSON.stringify(problemOf(error, requestId).problem) })
    }
  })
}

/** What happened makes an event; that time goes by, and with it the time left, makes none. */
function headOf(sync: SyncRecord) {
  const ended = sync.status !== 'queued' && sync.status !== 'running'
  return { sync, id: hash('sha1', JSON.stringify(sync), 'base64url'), ended }
}

async function dataOf(hub: Hub, sync: SyncRecord): Promise<string> {
  return JSON.stringify(syncJson(await syncProgress(hub, sync)))
}
