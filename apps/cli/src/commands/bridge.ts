import type { PlanBridge } from '@throughline/plan'
import type { Command } from 'commander'
import { addCommand, answer, type CommonOptions, type Context, clientOf } from '../context.ts'
import { chosenPlan, planPath } from '../hub/chosen-plan.ts'
import { bridgeTable } from '../output/bridge-table.ts'
import { wholeNumberFrom } from './list-options.ts'

/** `bridge [PLAN]`: why progress moved, and which items are behind it. */
export function addBridge(parent: Command, context: Context): void {
  addCommand(
    parent,
    'bridge [plan]',
    'Explain why progress moved: what was done, added, dropped, changed in the plan ...',
    [
      'bridge',
      'bridge ehr-2027 --from 2026-10-31 --to 2026-11-30',
      'bridge --items 10',
      'bridge --json | jq .parts[].value',
    ],
  )
    .option(
      '--from <instant>',
      'a past date (its end, in the plan’s time zone) or instant; default the last week’s end',
    )
    .option('--to <instant>', 'a later one; default now')
    .option('--items <count>', 'how many of the items behind each cause to show', wholeNumberFrom(0), 3)
    .action(async (named: string | undefined, _: object, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { from?: string; to?: string; items: number }>()
      const client = clientOf(context, options)
      const plan = await chosenPlan(client, named)
      const { from, to, items } = options
      const bridge = await client.json<PlanBridge>('GET', `${planPath(plan)}/bridge`, { query: { from, to } })
      answer(context, options, bridge, () => bridgeTable(bridge, context.paint, items))
    })
}
