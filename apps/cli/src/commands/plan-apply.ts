import { parsePlan } from '@throughline/plan'
import type { Command } from 'commander'
import { addCommand, answer, type CommonOptions, type Context, clientOf } from '../context.ts'
import type { PlanOutcomeAnswer } from '../hub/answers.ts'
import { planPath } from '../hub/chosen-plan.ts'
import { planOutcomeText } from '../output/plan-outcome.ts'
import { showFaults } from './plan-faults.ts'
import { readPlanFile } from './plan-file.ts'

interface ApplyOptions extends CommonOptions {
  readonly dryRun?: boolean
  readonly message?: string
  readonly yes?: boolean
}

/** `plan apply FILE`: shows what would change and its effect on progress, asks at a terminal, and stores the plan. */
export function addPlanApply(plan: Command, context: Context): void {
  addCommand(plan, 'apply <file>', 'Show what a plan document changes, and store it as the newest version', [
    'plan apply ehr-2027.yaml --dry-run',
    'plan apply plan/ --yes --message "Network upgrade moves to spring"',
  ])
    .option('--dry-run', 'store nothing; show the changes and their effect on progress')
    .option('--yes', 'do not ask before it is stored')
    .option('--message <text>', 'why the plan changes; kept with the version')
    .action(async (path: string, _: object, command: Command) => {
      const options = command.optsWithGlobals<ApplyOptions>()
      const file = await readPlanFile(context.io, path)
      try {
        const { id } = parsePlan(file.text, file.format)
        const client = clientOf(context, options)
        const put = (query: { readonly dryRun: boolean; readonly base?: number }) =>
          client.json<PlanOutcomeAnswer>('PUT', planPath(id), {
            query: { ...query, message: options.message },
            text: { type: `application/${file.format}`, body: file.text },
          })
        const preview = await put({ dryRun: true })
        if (options.dryRun === true || !preview.changed) {
          return answer(context, options, preview, () => planOutcomeText(preview, true))
        }
        if (!(await isConfirmed(preview, options, context))) return context.io.out('Nothing was stored.\n')
        // What the preview compared with: nobody has seen what the change does to a version stored since.
        const base = preview.version - 1
        const stored = { ...(await put({ dryRun: false, base })), effect: preview.effect ?? [] }
        answer(context, options, stored, () => planOutcomeText(stored, false))
      } catch (error) {
        showFaults(context, options, file, error)
      }
    })
}

/** Asks at a terminal, after showing what would change; scripts are not asked. */
async function isConfirmed(preview: PlanOutcomeAnswer, options: ApplyOptions, { io }: Context): Promise<boolean> {
  if (options.yes === true || options.json === true || io.ask === null) return true
  io.err(planOutcomeText(preview, true))
  return /^y(es)?$/i.test((await io.ask('Store this version? [y/N] ')).trim())
}
