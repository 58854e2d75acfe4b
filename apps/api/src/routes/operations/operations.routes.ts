import { Scalar } from '@scalar/hono-api-reference'
import { health } from '@throughline/hub'
import { requireToken } from '../../access.ts'
import type { Api } from '../../api.ts'
import { inTime } from '../../in-time.ts'
import { openApiDocument } from '../../openapi.ts'

/** How long the database and the queues may take to show a sign of life, ms. */
const HEALTH_MS = 3_000

/** The reference page loads its viewer from here; nothing else is allowed to. */
const VIEWER = 'https://cdn.jsdelivr.net'

/** What those who run the hub ask: is it up, is it ready, how is it doing, what can it do. */
export function operationsRoutes({ app, hub, metrics, roleOf }: Api): void {
  let description: ReturnType<typeof openApiDocument> | null = null

  app.get('/healthz', (c) => c.json({ ok: true }))

  app.get('/readyz', async (c) => {
    const silent = { database: false, queues: false }
    const state = await inTime(health(hub), HEALTH_MS).catch(() => silent)
    const ready = state.database && state.queues
    return c.json({ ready, ...state }, ready ? 200 : 503, { 'Cache-Control': 'no-store' })
  })

  app.get('/metrics', requireToken(roleOf), async (c) =>
    c.body(await metrics.metrics(), 200, { 'Content-Type': metrics.contentType }),
  )

  app.get('/openapi.json', (c) => {
    description ??= openApiDocument(app)
    return c.json(description)
  })

  app.get(
    '/docs',
    async (c, next) => {
      await next()
      c.header(
        'Content-Security-Policy',
        `default-src 'none'; script-src 'unsafe-inline' ${VIEWER}; style-src 'unsafe-inline' ${VIEWER}; connect-src 'self' ${VIEWER}; img-src 'self' data:; font-src ${VIEWER} https://fonts.scalar.com data:; frame-ancestors 'none'`,
      )
    },
    Scalar({ url: '/openapi.json', pageTitle: 'Throughline API' }),
  )
}
