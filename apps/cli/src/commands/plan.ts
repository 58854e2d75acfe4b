import { parsePlan } from '@throughline/plan'
import type { Command } from 'commander'
import { addCommand, answer, type CommonOptions, type Context, clientOf } from '../context.ts'
import { planPath } from '../hub/chosen-plan.ts'
import { counted } from '../output/formats.ts'
import { addPlanApply } from './plan-apply.ts'
import { addConflicts } from './plan-conflicts.ts'
import { addPlanDiff } from './plan-diff.ts'
import { addDraft } from './plan-draft.ts'
import { addExplain } from './plan-explain.ts'
import { showFaults } from './plan-faults.ts'
import { readPlanFile } from './plan-file.ts'
import { addPlanInit } from './plan-init.ts'
import { addPlanReview } from './plan-review.ts'
import { addPlanSchema } from './plan-schema.ts'
import { addPlanVersions } from './plan-versions.ts'

/** `plan ...`: plan documents. */
export function addPlan(parent: Command, context: Context): void {
  const plan = parent.command('plan').description('Write, check, review, apply and fetch plan documents')
  addPlanInit(plan, context)
  addDraft(plan, context)
  addValidate(plan, context)
  addPlanReview(plan, context)
  addPlanDiff(plan, context)
  addPlanApply(plan, context)
  addPlanVersions(plan, context)
  addExport(plan, context)
  addPlanSchema(plan, context)
  addExplain(plan, context)
  addConflicts(plan, context)
}

function addValidate(plan: Command, context: Context): void {
  addCommand(plan, 'validate <file>', 'Check a plan document without a hub; faults name their line', [
    'plan validate ehr-2027.yaml',
    'plan validate plan/   # all YAML files of a folder as one plan',
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
      const text = `${file.placeOf(1).name}: plan ${id} is valid: ${sizes.join(', ')}.\n`
      answer(context, options, found, () => text)
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
