import { parsePlan } from '@throughline/plan'
import type { Command } from 'commander'
import { addCommand, answer, type CommonOptions, type Context, clientOf } from '../context.ts'
import type { PlanOutcomeAnswer, VersionComparisonAnswer } from '../hub/answers.ts'
import { planPath } from '../hub/chosen-plan.ts'
import { changeLines, planOutcomeText } from '../output/plan-outcome.ts'
import { showFaults } from './plan-faults.ts'
import { isPlanFile, readPlanFile } from './plan-file.ts'

interface DiffOptions extends CommonOptions {
  readonly from?: string
  readonly to?: string
}

/** `plan diff PLAN|FILE`: a document against the stored one, or two stored versions against each other. */
export function addPlanDiff(plan: Command, context: Context): void {
  addCommand(plan, 'diff <plan-or-file>', 'Show what changes between two versions, in words', [
    'plan diff ehr-2027.yaml     # the file against the stored plan, with the effect on progress',
    'plan diff ehr-2027          # the newest version against the one before',
    'plan diff ehr-2027 --from 2 --to 5',
  ])
    .option('--from <version>', 'the earlier version; default the one before --to')
    .option('--to <version>', 'the later version; default the newest')
    .action(async (what: string, _: object, command: Command) => {
      const options = command.optsWithGlobals<DiffOptions>()
      const isOfVersions = options.from !== undefined || options.to !== undefined
      if (!isOfVersions && (await isPlanFile(what))) await diffFile(what, options, context)
      else await diffVersions(what, options, context)
    })
}

async function diffVersions(plan: string, options: DiffOptions, context: Context): Promise<void> {
  const query = { from: options.from, to: options.to }
  const client = clientOf(context, options)
  const found = await client.json<VersionComparisonAnswer>('GET', `${planPath(plan)}/diff`, { query })
  answer(context, options, found, () => {
    const same = found.changes.length === 0 ? ' say the same' : ''
    return `Plan ${plan}: versions ${found.from} and ${found.to}${same}.\n${changeLines(found.changes)}`
  })
}

async function diffFile(path: string, options: CommonOptions, context: Context): Promise<void> {
  const file = await readPlanFile(context.io, path)
  try {
    const { id } = parsePlan(file.text, file.format)
    const outcome = await clientOf(context, options).json<PlanOutcomeAnswer>('PUT', planPath(id), {
      query: { dryRun: true },
      text: { type: `application/${file.format}`, body: file.text },
    })
    answer(context, options, outcome, () => planOutcomeText(outcome, true))
  } catch (error) {
    showFaults(context, options, file, error)
  }
}
