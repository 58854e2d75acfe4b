import { ValidationError } from '@throughline/errors'
import { parsePlan } from '@throughline/plan'
import type { Command } from 'commander'
import { addCommand, answer, type CommonOptions, type Context, clientOf } from '../context.ts'
import { exitCodeOf, exitCodes } from '../exit-code.ts'
import type { PlanOutcomeAnswer } from '../hub/answers.ts'
import { planPath } from '../hub/chosen-plan.ts'
import { ProblemError } from '../hub/problem-error.ts'
import { errorJson, errorText, faultLines } from '../output/error-text.ts'
import { counted } from '../output/formats.ts'
import { planOutcomeText } from '../output/plan-outcome.ts'
import { type PlanFile, readPlanFile } from './plan-file.ts'

interface ApplyOptions extends CommonOptions {
  readonly dryRun?: boolean
  readonly message?: string
}

/** `plan validate|apply|export`: plan documents. */
export function addPlan(parent: Command, context: Context): void {
  const plan = parent.command('plan').description('Check, apply and fetch plan documents')
  addValidate(plan, context)
  addApply(plan, context)
  addExport(plan, context)
}

function addValidate(plan: Command, context: Context): void {
  addCommand(plan, 'validate <file>', 'Check a plan document without a hub; faults name their line', [
    'plan validate ehr-2027.yaml',
    'cat ehr-2027.yaml | throughline plan validate -',
  ]).action(async (path: string, _: object, command: Command) => {
    const options = command.optsWithGlobals<CommonOptions>()
    const file = await readPlanFile(context.io, path)
    try {
      const { id, objectives, kpis } = parsePlan(file.text, file.format)
      const deliverables = objectives.flatMap((objective) => objective.deliverables).length
      const found = { valid: true, plan: id, objectives: objectives.length, deliverables, kpis: kpis.length }
      const sizes = [
        counted(found.objectives, 'objective'),
        counted(deliverables, 'deliverable'),
        counted(found.kpis, 'KPI'),
      ]
      const text = `${file.name}: plan ${id} is valid: ${sizes.join(', ')}.\n`
      answer(context, options, found, () => text)
    } catch (error) {
      showFaults(context, options, file, error)
    }
  })
}

function addApply(plan: Command, context: Context): void {
  addCommand(plan, 'apply <file>', 'Store a plan document as the newest version of its plan', [
    'plan apply ehr-2027.yaml --dry-run',
    'plan apply ehr-2027.yaml --message "Network upgrade moves to spring"',
  ])
    .option('--dry-run', 'store nothing; show the changes and their effect on progress')
    .option('--message <text>', 'why the plan changes; kept with the version')
    .action(async (path: string, _: object, command: Command) => {
      const options = command.optsWithGlobals<ApplyOptions>()
      const file = await readPlanFile(context.io, path)
      try {
        const { id } = parsePlan(file.text, file.format)
        const isDryRun = options.dryRun ?? false
        const outcome = await clientOf(context, options).json<PlanOutcomeAnswer>('PUT', planPath(id), {
          query: { dryRun: isDryRun, message: options.message },
          text: { type: `application/${file.format}`, body: file.text },
        })
        answer(context, options, outcome, () => planOutcomeText(outcome, isDryRun))
      } catch (error) {
        showFaults(context, options, file, error)
      }
    })
}

function addExport(plan: Command, context: Context): void {
  addCommand(plan, 'export <id>', 'Print a stored plan document as it was written, comments included', [
    'plan export ehr-2027 > ehr-2027.yaml',
    'plan export ehr-2027 --plan-version 3',
  ])
    .option('--plan-version <number>', 'an earlier version')
    .action(async (id: string, _: object, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { planVersion?: string }>()
      const version = options.planVersion === undefined ? '' : `/versions/${encodeURIComponent(options.planVersion)}`
      const accept = options.json === true ? 'application/json' : 'application/yaml'
      const text = await clientOf(context, options).text('GET', `${planPath(id)}${version}`, { accept })
      context.io.out(text.endsWith('\n') ? text : `${text}\n`)
    })
}

/** Shows the faults of an invalid document as `file:line:column: what is wrong`; rethrows any other error. */
function showFaults(context: Context, options: CommonOptions, file: PlanFile, error: unknown): void {
  const faults =
    error instanceof ValidationError ? error.faults : error instanceof ProblemError ? error.problem.errors : undefined
  const isInvalid =
    exitCodeOf(error) === exitCodes.failed || (error instanceof ProblemError && error.code === 'plan.invalid')
  if (!isInvalid || faults === undefined) throw error
  context.exitCode = exitCodes.failed
  if (options.json === true) context.io.out(`${JSON.stringify({ valid: false, ...errorJson(error) }, null, 2)}\n`)
  else context.io.err(faults.length === 0 ? `${errorText(error)}\n` : faultLines(faults, file.name))
}
