import { readStanding } from '@throughline/store'
import { LRUCache } from 'lru-cache'
import type { Hub } from '../context.ts'
import type { Moments } from './known-moment.ts'

/** An answer as of now, and what it was made from. */
interface Kept {
  readonly standing: string
  readonly madeAt: number
  readonly answer: Promise<object>
}

const kept = new WeakMap<Hub, LRUCache<string, Kept>>()

/** Time alone changes ages, days and health. An answer says what instant it is as of; it is never this old, in ms. */
const KEPT_MS = 60_000

/** How many answers a hub keeps; a roadmap of 500 deliverables takes about a megabyte. */
const KEPT_MAX = 100

/** What is asked about a plan; the question tells those about one plan apart. */
interface Asked {
  readonly plan: string
  readonly question: string
  readonly moments: Moments
}

/**
 * Answers a question about a plan as of now: as it was answered before, the same object again, while nothing changed that
 * the answer is made of and less than a minute has passed; else by `answer`. Whoever asks meanwhile shares the work. Costs
 * one small query. What is asked of another moment is answered anew.
 */
export async function keptNow<Answer extends object>(
  hub: Hub,
  { plan, question, moments }: Asked,
  answer: () => Promise<Answer>,
): Promise<Answer> {
  if (moments.asOf !== undefined || moments.knownAt !== undefined) return answer()
  const standing = await readStanding(hub.database.pool, plan)
  const answers = kept.get(hub) ?? new LRUCache<string, Kept>({ max: KEPT_MAX })
  kept.set(hub, answers)
  const key = `${plan} ${question}`
  const last = answers.get(key)
  const age = last === undefined ? Number.NaN : hub.clock() - last.madeAt
  if (last?.standing === standing && age >= 0 && age < KEPT_MS) return last.answer as Promise<Answer>
  const made: Kept = { standing, madeAt: hub.clock(), answer: answer() }
  answers.set(key, made)
  // The next one tries again; whoever waits for this one hears why it failed.
  made.answer.catch(() => answers.get(key) === made && answers.delete(key))
  return made.answer as Promise<Answer>
}
