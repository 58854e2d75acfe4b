import type { BurnUp } from '@throughline/plan'
import { type Command, Option } from 'commander'
import { addCommand, answer, type CommonOptions, type Context, clientOf } from '../context.ts'
import { planPath } from '../hub/chosen-plan.ts'
import { burnUpChart } from '../output/burn-up-chart.ts'

/** `burn-up PLAN [NODE]`: scope and what was done of it over time. */
export function addBurnUp(parent: Command, context: Context): void {
  addCommand(parent, 'burn-up <plan> [node]', 'Show scope and what was done of it by week or day', [
    'burn-up ehr-2027',
    'burn-up ehr-2027 ehr-core --by day --from 2026-10-01',
    'burn-up ehr-2027 one-record --json | jq .points[-1].done',
  ])
    .addOption(new Option('--by <period>', 'one point for each').choices(['day', 'week']).default('week'))
    .option('--from <instant>', 'a date or instant in the first period; default when its first work was created')
    .option(
      '--to <instant>',
      'the end of the series: a date (its end, in the plan’s time zone) or instant; default now',
    )
    .action(async (plan: string, node: string | undefined, _: object, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { by: string; from?: string; to?: string }>()
      const { by, from, to } = options
      const path = `${planPath(plan)}/nodes/${encodeURIComponent(node ?? plan)}/burn-up`
      const series = await clientOf(context, options).json<BurnUp>('GET', path, { query: { by, from, to } })
      answer(context, options, series, () => burnUpChart(series, context.paint))
    })
}
