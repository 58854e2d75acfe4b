import type { KpiSummary } from '@throughline/plan'
import type { Command } from 'commander'
import { addCommand, answer, type CommonOptions, type Context, clientOf } from '../context.ts'
import { chosenPlan, planPath } from '../hub/chosen-plan.ts'
import { kpiTable } from '../output/kpi-table.ts'
import { asOfOption, knownAtOption, type MomentOptions } from './moment-options.ts'

/** The most KPIs that are listed. */
const kpisMax = 1_000

/** `kpis [PLAN]`: every KPI by its last complete week. */
export function addKpis(parent: Command, context: Context): void {
  addCommand(parent, 'kpis [plan]', 'Show every KPI with value, target, status, trend and how many items made it', [
    'kpis',
    'kpis ehr-2027 --json',
    'kpis --as-of 2026-10-31 --known-at 2026-11-02',
  ])
    .addOption(asOfOption())
    .addOption(knownAtOption())
    .action(async (named: string | undefined, _: object, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & MomentOptions>()
      const client = clientOf(context, options)
      const { asOf, knownAt } = options
      const path = `${planPath(await chosenPlan(client, named))}/kpis`
      const kpis = await client.list<KpiSummary>(path, { asOf, knownAt }, kpisMax)
      answer(context, options, kpis, () => kpiTable(kpis, context.paint))
    })
}
