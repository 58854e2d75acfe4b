import { type EpochMs, type Plan, type SideFacts, sideNeeds } from '@throughline/plan'
import { type Revisions, readRevisions, readSideFacts } from '@throughline/store'
import type { Hub } from '../context.ts'

/** Side facts as of two revisions. */
export type SideFactsAt = SideFacts & Revisions

interface Kept extends Revisions {
  readonly needs: string
  readonly facts: Promise<SideFactsAt>
}

/** The newest facts of each hub, kept while nothing changes that they are made of. */
const kept = new WeakMap<Hub, Kept>()

/** What a plan's KPIs need beside items, as of the newest revisions; undefined when they need nothing. */
export async function currentSideFacts(hub: Hub, plan: Plan): Promise<SideFactsAt | undefined> {
  const wanted = sideNeeds(plan)
  if (wanted === null) return undefined
  const needs = JSON.stringify(wanted)
  const { revision, sideRevision } = await readRevisions(hub.database.pool)
  const last = kept.get(hub)
  const isCurrent = last?.needs === needs && last.revision === revision && last.sideRevision === sideRevision
  if (isCurrent) return last.facts
  const facts = readSideFacts(hub.database.pool, wanted)
  kept.set(hub, { needs, revision, sideRevision, facts })
  facts.catch(() => kept.delete(hub))
  return facts
}

/** What a plan's KPIs need beside items, as it was known at a past moment; undefined when they need nothing. */
export async function sideFactsKnownAt(hub: Hub, plan: Plan, knownAt: EpochMs): Promise<SideFactsAt | undefined> {
  const wanted = sideNeeds(plan)
  return wanted === null ? undefined : readSideFacts(hub.database.pool, wanted, knownAt)
}
