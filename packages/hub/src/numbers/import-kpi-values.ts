import { manualValueOf } from '@throughline/plan'
import { enterKpiValues, type KpiEntryInput, type KpiEntryRecord, listKpiEntries } from '@throughline/store'
import type { Hub } from '../context.ts'
import { getPlan } from '../plans/stored-plan.ts'
import { readKpiValues } from './kpi-value-csv.ts'

/** What a file of KPI values did, or would do. */
export interface KpiImport {
  readonly plan: string
  readonly dryRun: boolean
  /** How many lines say what stands already; for them nothing was stored. */
  readonly unchanged: number
  /** The values entered, each with the entry that it replaced. */
  readonly entered: readonly (KpiEntryInput & { readonly replaced: KpiEntryRecord | null })[]
}

/**
 * Enters the KPI values of a CSV, all or none; lines that say what stands already enter nothing, so the same file may be sent
 * again. A dry run stores nothing. Throws `ValidationError('kpi.csv_invalid')` with the lines at fault, and NotFoundError.
 */
export async function importKpiValues(
  hub: Hub,
  planId: string,
  csv: { readonly text: string; readonly author: string | null },
  { dryRun }: { readonly dryRun: boolean },
): Promise<KpiImport> {
  const { plan } = await getPlan(hub, planId)
  const lines = readKpiValues(
    csv.text,
    plan.kpis.map(({ id }) => id),
  )
  const standing = await listKpiEntries(hub.database, planId)
  const byKey = new Map(standing.map((entry) => [keyOf(entry), entry]))
  const changed = lines
    .map(({ line: _, ...entry }): KpiEntryInput => entry)
    .filter((entry) => !isSame(entry, byKey.get(keyOf(entry))))
  const entered = { author: csv.author, createdAt: hub.clock() }
  const replaced = dryRun
    ? wouldReplace(
        standing,
        changed.map((entry) => ({ ...entry, ...entered })),
      )
    : (await enterKpiValues(hub.database, planId, changed, csv.author, hub.clock())).map((act) => act.replaced)
  return {
    plan: planId,
    dryRun,
    unchanged: lines.length - changed.length,
    entered: changed.map((entry, index) => ({ ...entry, replaced: replaced[index] ?? null })),
  }
}

/** What each entry would replace, one after the other. */
function wouldReplace(
  standing: readonly KpiEntryRecord[],
  entries: readonly KpiEntryRecord[],
): (KpiEntryRecord | null)[] {
  const byKpi = Map.groupBy(standing, ({ kpi }) => kpi)
  return entries.map((entry) => {
    const { kpi, week } = entry
    const ofKpi = byKpi.get(kpi) ?? []
    byKpi.set(kpi, [...ofKpi.filter((other) => other.week !== week), entry])
    return manualValueOf(week, ofKpi)
  })
}

function keyOf({ kpi, week }: Pick<KpiEntryInput, 'kpi' | 'week'>): string {
  return `${kpi} ${week}`
}

function isSame(entry: KpiEntryInput, standing: KpiEntryRecord | undefined): boolean {
  if (standing === undefined) return false
  const { value, reason, until } = standing
  return entry.value === value && entry.reason === reason && entry.until === until
}
