import { collectDefaultMetrics, Registry } from 'prom-client'

/** A set of metrics that one process shows on `/metrics`. */
export type Metrics = Registry

/**
 * Makes a set of metrics with those of the process (memory, event loop, garbage collection) in it, each labelled with
 * the `app` it belongs to. Nothing is shared: two apps in one process, or two tests, do not meet.
 */
export function createMetrics(app: string): Metrics {
  const registry = new Registry()
  registry.setDefaultLabels({ app })
  collectDefaultMetrics({ register: registry })
  return registry
}
