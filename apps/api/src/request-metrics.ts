import type { Hub } from '@throughline/hub'
import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import { Gauge, Histogram, type Registry } from 'prom-client'
import type { ApiLog } from './api.ts'
import { inTime } from './in-time.ts'

/** Measures every request by its route, not by its address: ids would make a time series each. */
export function requestDurations(registry: Registry): MiddlewareHandler {
  const durations = new Histogram({
    name: 'throughline_http_request_seconds',
    help: 'Time to answer a request, by route and status; streams until their end are not included',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  return async (c, next) => {
    const end = durations.startTimer({ method: c.req.method })
    await next()
    const route = routePath(c, -1)
    end({ route: route.endsWith('*') ? 'unknown' : route, status: c.res.status })
  }
}

/** Counts jobs by queue and state whenever the metrics are read. Queues that do not answer leave the gauge empty. */
export function jobCounts(registry: Registry, hub: Hub, log: ApiLog): void {
  new Gauge({
    name: 'throughline_jobs',
    help: 'Jobs by queue and state',
    labelNames: ['queue', 'state'],
    registers: [registry],
    async collect() {
      this.reset()
      try {
        for (const [queue, states] of Object.entries(await inTime(hub.jobs.counts(), 2_000))) {
          for (const [state, count] of Object.entries(states)) this.set({ queue, state }, count)
        }
      } catch (error) {
        log.warn({ err: error }, 'Queues did not answer; the metrics leave their jobs out')
      }
    },
  })
}
