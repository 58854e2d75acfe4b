import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { except } from 'hono/combine'
import { etag } from 'hono/etag'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { requestId } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'
import { Registry } from 'prom-client'
import { callerLookup, requireToken } from './access.ts'
import type { Api, ApiLog, ApiOptions } from './api.ts'
import type { ApiApp, ApiEnv } from './http/endpoint.ts'
import { HttpError } from './http/http-error.ts'
import { BODY_BYTES_MAX, DELIVERY_BYTES_MAX } from './http/read-body.ts'
import { registerSecurity } from './openapi.ts'
import { problemOf } from './problem.ts'
import { jobCounts, requestDurations } from './request-metrics.ts'
import { bridgeRoutes } from './routes/bridge/bridge.routes.ts'
import { burnUpRoutes } from './routes/burn-up/burn-up.routes.ts'
import { conflictRoutes } from './routes/conflicts/conflicts.routes.ts'
import { connectionRoutes } from './routes/connections/connections.routes.ts'
import { docsRoutes } from './routes/docs/docs.routes.ts'
import { explainRoutes } from './routes/explain/explain.routes.ts'
import { homeRoutes } from './routes/home/home.routes.ts'
import { investmentRoutes } from './routes/investment/investment.routes.ts'
import { itemRoutes } from './routes/items/items.routes.ts'
import { jobRoutes } from './routes/jobs/jobs.routes.ts'
import { kpiRoutes } from './routes/kpis/kpis.routes.ts'
import { linkRoutes } from './routes/links/links.routes.ts'
import { operationsRoutes } from './routes/operations/operations.routes.ts'
import { partRoutes } from './routes/parts/parts.routes.ts'
import { draftRoutes } from './routes/plans/draft.routes.ts'
import { planRoutes } from './routes/plans/plans.routes.ts'
import { progressRoutes } from './routes/progress/progress.routes.ts'
import { reportRoutes } from './routes/reports/reports.routes.ts'
import { reviewRoutes } from './routes/review/review.routes.ts'
import { roadmapRoutes } from './routes/roadmap/roadmap.routes.ts'
import { syncRoutes } from './routes/syncs/syncs.routes.ts'
import { tokenRoutes } from './routes/tokens/tokens.routes.ts'
import { webhookRoutes } from './routes/webhooks/webhooks.routes.ts'

/** Deliveries of the tools' webhooks: their signature stands in for a token. */
const DELIVERIES = '/api/v1/webhooks/*'

/** Makes the API as an app that answers requests and listens nowhere; `app.request` asks it in tests. */
export function createApp(options: ApiOptions): ApiApp {
  const { hub, log, metrics = new Registry(), signal = new AbortController().signal } = options
  const app = new OpenAPIHono<ApiEnv>()
  const api: Api = { app, hub, log, callerOf: callerLookup(hub, options.adminToken), metrics, signal }
  app.onError((error, c) => answerError(c, error, log))
  app.notFound((c) => answerError(c, unknownCall(c), log))
  app.use(requestId())
  app.use(requestLog(log))
  app.use(requestDurations(metrics))
  app.use(secureHeaders({ strictTransportSecurity: false, xFrameOptions: 'DENY' }))
  app.use(methodNotAllowed({ app, onMethodNotAllowed: (c, methods) => answerError(c, wrongMethod(c, methods), log) }))
  app.use(DELIVERIES, limitBody(DELIVERY_BYTES_MAX))
  app.use(except(DELIVERIES, limitBody(BODY_BYTES_MAX)))
  app.use('/api/v1/*', except(DELIVERIES, requireToken(api.callerOf)), privateAnswers, reads(etag()))
  registerSecurity(app)
  jobCounts(metrics, hub, log)
  const groups = [
    connectionRoutes,
    webhookRoutes,
    syncRoutes,
    jobRoutes,
    itemRoutes,
    planRoutes,
    draftRoutes,
    linkRoutes,
    partRoutes,
    reviewRoutes,
    explainRoutes,
    conflictRoutes,
    roadmapRoutes,
    bridgeRoutes,
    burnUpRoutes,
    progressRoutes,
    investmentRoutes,
    kpiRoutes,
    reportRoutes,
    tokenRoutes,
    operationsRoutes,
    docsRoutes,
    homeRoutes,
  ]
  for (const addRoutes of groups) addRoutes(api)
  return app
}

function answerError(c: Context, error: unknown, log: ApiLog): Response {
  const requestId = String(c.get('requestId'))
  const { problem, headers } = problemOf(error, requestId)
  if (problem.status >= 500) {
    const fields = { requestId, code: problem.code, err: error }
    if (problem.status === 500) log.error(fields, 'Request met an error of the hub')
    else log.warn(fields, 'Request met an error of a tool')
  }
  return c.body(JSON.stringify(problem), problem.status as 500, {
    ...headers,
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
  })
}

function unknownCall(c: Context): HttpError {
  return new HttpError(404, 'request.unknown_call', `Nothing answers at ${c.req.path}. /openapi.json lists all calls.`)
}

function wrongMethod(c: Context, methods: readonly string[]): HttpError {
  const allow = methods.join(', ')
  return new HttpError(405, 'request.method', `${c.req.method} is not possible here; ${allow} is.`, { Allow: allow })
}

function limitBody(maxSize: number): MiddlewareHandler {
  const sentence = `Send at most ${maxSize} bytes (${maxSize / 1024 / 1024} MB) at once.`
  return bodyLimit({
    maxSize,
    onError: () => {
      throw new HttpError(413, 'request.too_large', sentence)
    },
  })
}

/** Paths only: queries, headers and bodies may hold what does not belong into a log. */
function requestLog(log: ApiLog): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const start = performance.now()
    await next()
    const ms = Math.round(performance.now() - start)
    const { method, path } = c.req
    log.debug({ requestId: c.get('requestId'), method, path, status: c.res.status, ms }, 'Request answered')
  }
}

/** Answers belong to whoever asked, and are asked for again each time; the ETag makes that cheap. */
const privateAnswers: MiddlewareHandler = async (c, next) => {
  c.header('Cache-Control', 'private, no-cache')
  await next()
}

/** Leaves event streams alone: an ETag would have to wait for their end. */
function reads(middleware: MiddlewareHandler): MiddlewareHandler {
  return (c, next) => (c.req.path.endsWith('/events') ? next() : middleware(c, next))
}
