import { health } from '@throughline/hub'
import { requireToken } from '../../access.ts'
import type { Api } from '../../api.ts'
import { inTime } from '../../in-time.ts'

/** How long the database and the queues may take to show a sign of life, ms. */
const HEALTH_MS = 3_000

/** What those who run the hub ask: is it up, is it ready, how is it doing. */
export function operationsRoutes({ app, hub, metrics, callerOf }: Api): void {
  app.get('/healthz', (c) => c.json({ ok: true }))

  app.get('/readyz', async (c) => {
    const silent = { database: false, queues: false }
    const state = await inTime(health(hub), HEALTH_MS).catch(() => silent)
    const ready = state.database && state.queues
    return c.json({ ready, ...state }, ready ? 200 : 503, { 'Cache-Control': 'no-store' })
  })

  app.get('/metrics', requireToken(callerOf), async (c) =>
    c.body(await metrics.metrics(), 200, { 'Content-Type': metrics.contentType }),
  )
}
