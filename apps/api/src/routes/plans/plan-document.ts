import type { PlanVersionRecord } from '@throughline/hub'
import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import { parse } from 'yaml'
import { readText } from '../../http/read-body.ts'

/** The names under which YAML is sent and asked for. */
const YAML_TYPES = ['application/yaml', 'text/yaml', 'application/x-yaml'] as const

/**
 * Sends a plan's document as JSON, or as YAML when `Accept` asks for it. A document that was written as JSON is sent as
 * it is either way: JSON is YAML too. The version stands in the header `Throughline-Plan-Version`.
 */
export function sendDocument(c: Context, { text, format, version }: PlanVersionRecord): Response {
  const supports = ['application/json', ...YAML_TYPES]
  const type = accepts(c, { header: 'Accept', supports, default: 'application/json' })
  c.header('Vary', 'Accept')
  c.header('Throughline-Plan-Version', String(version))
  if (type !== 'application/json') return c.body(text, 200, { 'Content-Type': `${type}; charset=utf-8` })
  return c.json(format === 'json' ? JSON.parse(text) : parse(text))
}

/** Reads the plan document that a request brings. */
export async function readDocument(c: Context): Promise<{ readonly text: string; readonly format: 'yaml' | 'json' }> {
  const { text, mediaType } = await readText(c, [...YAML_TYPES, 'application/json'])
  return { text, format: mediaType === 'application/json' ? 'json' : 'yaml' }
}
