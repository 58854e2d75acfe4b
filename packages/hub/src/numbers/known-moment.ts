import { type EpochMs, type Plan, resolveInstant } from '@throughline/plan'
import { readDatabaseClock } from '@throughline/store'
import type { Hub } from '../context.ts'
import { getPlan } from '../plans/stored-plan.ts'

/** Of when a reader wants to know numbers. Instants or dates; a date is the end of that day in the plan's time zone. */
export interface Moments {
  /** When something was true in the tool; default now. */
  readonly asOf?: string | undefined
  /** When the hub knew it; default now. */
  readonly knownAt?: string | undefined
}

/**
 * The past moment that `knownAt` means, or undefined where that is the present. What will be known later nobody knows, so a
 * moment to come is the present too: the end of today is a common way to ask for it. By the clock of the database, as what is
 * stored is stamped. Throws NotFoundError and, for what is neither instant nor date, ValidationError.
 */
export async function knownMoment(
  hub: Hub,
  planId: string,
  { knownAt }: Pick<Moments, 'knownAt'>,
): Promise<EpochMs | undefined> {
  if (knownAt === undefined) return undefined
  const { plan } = await getPlan(hub, planId)
  return pastMoment(hub, knownAt, plan.timeZone)
}

/** The instant that numbers of a plan are asked for: `asOf` in its time zone, or now. */
export function askedInstant(
  { plan, now }: { readonly plan: Plan; readonly now: EpochMs },
  { asOf }: Pick<Moments, 'asOf'>,
): EpochMs {
  return asOf === undefined ? now : resolveInstant(asOf, plan.timeZone)
}

/** The past moment that a text means in a time zone, or undefined where that is the present, as {@link knownMoment}. */
export async function pastMoment(hub: Hub, text: string, timeZone: string): Promise<EpochMs | undefined> {
  const moment = resolveInstant(text, timeZone)
  return moment < (await readDatabaseClock(hub.database.pool)) ? moment : undefined
}
