import type { Command } from 'commander'
import { addCommand, answer, type CommonOptions, type Context, clientOf } from '../context.ts'
import type { PlanOutcomeAnswer } from '../hub/answers.ts'
import { chosenPlan, planPath } from '../hub/chosen-plan.ts'
import { planOutcomeText } from '../output/plan-outcome.ts'

interface LinkOptions extends CommonOptions {
  readonly plan?: string
  readonly connection?: string
  readonly dryRun?: boolean
}

const edits = [
  ['link', 'POST', 'Link an item, and all below it, to an objective or deliverable'],
  ['unlink', 'DELETE', 'Take the link of an item from an objective or deliverable'],
] as const

/** `link ITEM NODE` and `unlink ITEM NODE`: edit the stored plan document; its comments stay. */
export function addLinks(parent: Command, context: Context): void {
  for (const [name, method, summary] of edits) {
    addCommand(parent, `${name} <item> <node>`, summary, [
      `${name} EHR-12 one-record`,
      `${name} EHR-12 ehr-core --connection jira --dry-run`,
      `${name} clinic/ehr-core#40 ehr-core --plan ehr-2027`,
    ])
      .option('--plan <id>', 'the plan; needed when there are several')
      .option('--connection <id>', 'only the item of this connection')
      .option('--dry-run', 'store nothing; show the change and its effect on progress')
      .action(async (item: string, node: string, _: object, command: Command) => {
        const options = command.optsWithGlobals<LinkOptions>()
        const client = clientOf(context, options)
        const path = `${planPath(await chosenPlan(client, options.plan))}/links`
        const connection = options.connection === undefined ? {} : { connection: options.connection }
        const isDryRun = options.dryRun ?? false
        const outcome = await client.json<PlanOutcomeAnswer>(method, path, {
          query: { dryRun: isDryRun },
          json: { node, selector: { ...connection, epic: item } },
        })
        answer(context, options, outcome, () => planOutcomeText(outcome, isDryRun))
      })
  }
}
