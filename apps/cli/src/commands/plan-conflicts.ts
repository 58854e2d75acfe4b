import type { Command } from 'commander'
import { addCommand, answer, type CommonOptions, type Context, clientOf } from '../context.ts'
import type { ConflictAnswer } from '../hub/answers.ts'
import { chosenPlan, planPath } from '../hub/chosen-plan.ts'
import { conflictTable } from '../output/conflict-table.ts'
import { limitOption } from './list-options.ts'
import { asOfOption, knownAtOption, type MomentOptions } from './moment-options.ts'

/** `plan conflicts`: work that more than one deliverable named, and how that was decided. */
export function addConflicts(plan: Command, context: Context): void {
  addCommand(plan, 'conflicts', 'List work that more than one deliverable named: who has it, who lost, and why', [
    'plan conflicts',
    'plan conflicts --plan ehr-2027 --limit 200',
  ])
    .option('--plan <id>', 'the plan; needed when there are several')
    .addOption(asOfOption())
    .addOption(knownAtOption())
    .addOption(limitOption())
    .action(async (_: object, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & MomentOptions & { plan?: string; limit: number }>()
      const { asOf, knownAt, limit } = options
      const client = clientOf(context, options)
      const path = `${planPath(await chosenPlan(client, options.plan))}/conflicts`
      const conflicts = await client.list<ConflictAnswer>(path, { asOf, knownAt }, limit)
      answer(context, options, conflicts, () => conflictTable(conflicts))
    })
}
