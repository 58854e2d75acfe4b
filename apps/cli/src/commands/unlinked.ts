import { type Command, Option } from 'commander'
import { addCommand, answer, type CommonOptions, type Context, clientOf } from '../context.ts'
import type { ItemAnswer } from '../hub/answers.ts'
import { chosenPlan, planPath } from '../hub/chosen-plan.ts'
import { itemTable } from '../output/item-table.ts'
import { itemStates, limitOption } from './list-options.ts'

/** `unlinked [PLAN]`: work that no deliverable claims. */
export function addUnlinked(parent: Command, context: Context): void {
  addCommand(parent, 'unlinked [plan]', 'List work that is linked to no deliverable, newest first', [
    'unlinked',
    'unlinked ehr-2027 --connection jira --state in_progress',
  ])
    .option('--connection <id>', 'of this connection')
    .addOption(new Option('--state <state>', 'in this state').choices(itemStates))
    .addOption(limitOption())
    .action(async (named: string | undefined, _: object, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { connection?: string; state?: string; limit: number }>()
      const client = clientOf(context, options)
      const { connection, state, limit } = options
      const path = `${planPath(await chosenPlan(client, named))}/unlinked`
      const items = await client.list<ItemAnswer>(path, { connection, state }, limit)
      answer(context, options, items, () => itemTable(items))
    })
}
