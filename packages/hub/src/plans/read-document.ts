import { type Plan, parsePlan } from '@throughline/plan'
import type { PlanVersionRecord } from '@throughline/store'
import { LRUCache } from 'lru-cache'

/** Parsed documents by their text: a large one takes hundreds of milliseconds, and every number begins with it. */
const parsed = new LRUCache<string, Plan>({ maxSize: 20_000_000, sizeCalculation: (_, text) => text.length + 1 })

/** What a stored document says. Its text was accepted once, so an error here is one of the hub. */
export function readDocument({ text, format }: Pick<PlanVersionRecord, 'text' | 'format'>): Plan {
  const key = `${format} ${text}`
  const known = parsed.get(key)
  if (known !== undefined) return known
  const plan = parsePlan(text, format)
  parsed.set(key, plan)
  return plan
}
