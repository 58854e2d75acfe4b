import { type Command, Option } from 'commander'
import { addCommand, answer, type CommonOptions, type Context, clientOf } from '../context.ts'
import type { ItemAnswer } from '../hub/answers.ts'
import { chosenPlan, planPath } from '../hub/chosen-plan.ts'
import { itemTable } from '../output/item-table.ts'
import { itemStates, limitOption } from './list-options.ts'
import { asOfOption, knownAtOption, type MomentOptions } from './moment-options.ts'

interface UnlinkedOptions extends CommonOptions, MomentOptions {
  readonly connection?: string
  readonly state?: string
  readonly limit: number
}

/** `unlinked [PLAN]`: work that no deliverable claims. */
export function addUnlinked(parent: Command, context: Context): void {
  addCommand(parent, 'unlinked [plan]', 'List work that is linked to no deliverable, newest first', [
    'unlinked',
    'unlinked ehr-2027 --connection jira --state in_progress',
    'unlinked --as-of 2026-10-31',
  ])
    .option('--connection <id>', 'of this connection')
    .addOption(new Option('--state <state>', 'in this state').choices(itemStates))
    .addOption(asOfOption())
    .addOption(knownAtOption())
    .addOption(limitOption())
    .action(async (named: string | undefined, _: object, command: Command) => {
      const options = command.optsWithGlobals<UnlinkedOptions>()
      const client = clientOf(context, options)
      const { connection, state, asOf, knownAt, limit } = options
      const path = `${planPath(await chosenPlan(client, named))}/unlinked`
      const items = await client.list<ItemAnswer>(path, { connection, state, asOf, knownAt }, limit)
      answer(context, options, items, () => itemTable(items))
    })
}
