import { Counter, register } from 'prom-client'
import { describe, expect, it } from 'vitest'
import { createMetrics } from './metrics.ts'

describe('createMetrics', () => {
  it('shows the process and the app, and shares nothing', async () => {
    const [api, worker] = [createMetrics('api'), createMetrics('worker')]
    for (const metrics of [api, worker]) {
      new Counter({ name: 'throughline_jobs_total', help: 'Jobs ended', registers: [metrics] }).inc()
    }
    expect(await api.metrics()).toMatch(/process_resident_memory_bytes\{app="api"\} \d+/)
    expect(await worker.metrics()).toContain('throughline_jobs_total{app="worker"} 1')
    expect(await register.metrics()).toBe('\n')
  })
})
