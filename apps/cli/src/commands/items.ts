import { type Command, Option } from 'commander'
import { addCommand, answer, type CommonOptions, type Context, clientOf } from '../context.ts'
import type { ItemAnswer } from '../hub/answers.ts'
import { itemTable } from '../output/item-table.ts'
import { itemStates, limitOption } from './list-options.ts'
import { asOfOption, knownAtOption, type MomentOptions } from './moment-options.ts'

interface ItemsOptions extends CommonOptions, MomentOptions {
  readonly connection?: string
  readonly scope?: string
  readonly kind?: string
  readonly type?: string
  readonly state?: string
  readonly updatedSince?: string
  readonly changedSince?: string
  readonly tombstones?: boolean
  readonly limit: number
}

/** `items`: work items of all connections. */
export function addItems(parent: Command, context: Context): void {
  addCommand(parent, 'items', 'List work items; all filters given must hold', [
    'items --connection jira --state in_progress',
    'items --scope clinic/ehr-core --kind pull_request --limit 200',
    'items --updated-since 2026-11-16 --json',
    'items --state in_progress --as-of 2026-10-31',
  ])
    .option('--connection <id>', 'of this connection')
    .option('--scope <scope>', 'of this project or repository')
    .addOption(new Option('--kind <kind>', 'of this kind').choices(['issue', 'pull_request']))
    .option('--type <type>', 'of this type, as the tool names it')
    .addOption(new Option('--state <state>', 'in this state').choices(itemStates))
    .option('--updated-since <instant>', 'touched in the tool since then, included')
    .option('--changed-since <instant>', 'changed in the hub since then, included; removed items too')
    .option('--tombstones', 'removed items too')
    .addOption(asOfOption('UTC'))
    .addOption(knownAtOption('UTC'))
    .addOption(limitOption())
    .action(async (_: object, command: Command) => {
      const options = command.optsWithGlobals<ItemsOptions>()
      const { connection, scope, kind, type, state, updatedSince, changedSince, tombstones, asOf, knownAt, limit } =
        options
      const filter = { connection, scope, kind, type, state, updatedSince, changedSince, tombstones, asOf, knownAt }
      const items = await clientOf(context, options).list<ItemAnswer>('/items', filter, limit)
      answer(context, options, items, () => itemTable(items))
    })
}
