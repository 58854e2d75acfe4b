import type { PlanVersionRecord } from '@throughline/hub'
import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import { parse } from 'yaml'
import { readText } from '../../http/read-body.ts'

/** The names under which YAML is sent and asked for. */
const YAML_TYPES = ['application/yaml', 'text/yaml', 'application/x-yaml'] as const

/** A document as it is written. */
type WrittenDocument = Pick<PlanVersionRecord, 'text' | 'format'>

/**
 * Sends a stored document as JSON, or as YAML when `Accept` asks for it. A document that was written as JSON is sent as
 * it is either way: JSON is YAML too. The version stands in the header `Throughline-Plan-Version`.
 */
export function sendDocument(c: Context, { version, ...document }: PlanVersionRecord): Response {
  c.header('Throughline-Plan-Version', String(version))
  return sendWritten(c, document, 'application/json')
}

/** Sends a document that was just made as YAML, for its comments, or as JSON when `Accept` asks for it. */
export function sendDraft(c: Context, text: string): Response {
  return sendWritten(c, { text, format: 'yaml' }, 'application/yaml')
}

function sendWritten(c: Context, { text, format }: WrittenDocument, usual: string): Response {
  const supports = ['application/json', ...YAML_TYPES]
  const type = accepts(c, { header: 'Accept', supports, default: usual })
  c.header('Vary', 'Accept')
  if (type !== 'application/json') return c.body(text, 200, { 'Content-Type': `${type}; charset=utf-8` })
  return c.json(format === 'json' ? JSON.parse(text) : parse(text))
}

/** Reads the plan document that a request brings. */
export async function readDocument(c: Context): Promise<{ readonly text: string; readonly format: 'yaml' | 'json' }> {
  const { text, mediaType } = await readText(c, [...YAML_TYPES, 'application/json'])
  return { text, format: mediaType === 'application/json' ? 'json' : 'yaml' }
}
