import { ValidationError } from '@throughline/errors'
import { type PlanReview, parsePlan } from '@throughline/plan'
import type { Command } from 'commander'
import { addCommand, answer, type CommonOptions, type Context, clientOf } from '../context.ts'
import { exitCodes } from '../exit-code.ts'
import { planPath } from '../hub/chosen-plan.ts'
import { reviewText } from '../output/review-text.ts'
import { showFaults } from './plan-faults.ts'
import { isPlanFile, readPlanFile } from './plan-file.ts'

/** `plan review PLAN|FILE`: what in a plan makes plans fail; ends with 1 when there is an error. */
export function addPlanReview(plan: Command, context: Context): void {
  addCommand(plan, 'review <plan-or-file>', 'Find what makes plans fail, with why it matters and what to do', [
    'plan review ehr-2027',
    'plan review ehr-2027.yaml   # before it is applied, by the work the hub holds',
    'plan review plan/ --json',
  ])
    .option('--as-of <date>', 'as of a past instant or date (a stored plan only)')
    .action(async (what: string, _: object, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { asOf?: string }>()
      const review = await reviewOf(what, options, context)
      if (review === null) return
      answer(context, options, review, () => reviewText(review, context.paint))
      if (review.counts.error > 0) context.exitCode = exitCodes.failed
    })
}

/** Null when the file is no valid plan, which is told. */
async function reviewOf(
  what: string,
  options: CommonOptions & { readonly asOf?: string },
  context: Context,
): Promise<PlanReview | null> {
  const client = clientOf(context, options)
  if (!(await isPlanFile(what))) {
    return client.json<PlanReview>('GET', `${planPath(what)}/review`, { query: { asOf: options.asOf } })
  }
  if (options.asOf !== undefined) {
    throw new ValidationError(
      'cli.options',
      '--as-of looks at a stored plan. Name its id, or leave the option out.',
      [],
    )
  }
  const file = await readPlanFile(context.io, what)
  try {
    parsePlan(file.text, file.format)
    const text = { type: `application/${file.format}`, body: file.text }
    return await client.json<PlanReview>('POST', '/plans/review', { text })
  } catch (error) {
    showFaults(context, options, file, error)
    return null
  }
}
