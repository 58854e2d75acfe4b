import type { Command } from 'commander'
import { addCommand, answer, type CommonOptions, type Context, clientOf } from '../context.ts'
import type { ExplanationAnswer } from '../hub/answers.ts'
import { planPath } from '../hub/chosen-plan.ts'
import { explanationText } from '../output/explanation.ts'
import { asOfOption, knownAtOption, type MomentOptions } from './moment-options.ts'

/** `plan explain PLAN ITEM`: why an item is linked where it is, or to nothing. */
export function addExplain(plan: Command, context: Context): void {
  addCommand(plan, 'explain <plan> <item>', 'Say why an item is linked where it is, or to nothing', [
    'plan explain ehr-2027 EHR-124',
    'plan explain ehr-2027 clinic/ehr-core#40 --connection github',
    'plan explain ehr-2027 EHR-124 --known-at 2026-10-31',
  ])
    .option('--connection <id>', 'the connection; needed when several have the item')
    .addOption(asOfOption())
    .addOption(knownAtOption())
    .action(async (id: string, key: string, _: object, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & MomentOptions & { connection?: string }>()
      const { connection, asOf, knownAt } = options
      const explanation = await clientOf(context, options).json<ExplanationAnswer>('GET', `${planPath(id)}/explain`, {
        query: { key, connection, asOf, knownAt },
      })
      answer(context, options, explanation, () => explanationText(explanation, context.paint))
    })
}
