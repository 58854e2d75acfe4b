import { planJsonSchema } from '@throughline/plan'
import type { Command } from 'commander'
import { addCommand, type Context } from '../context.ts'

/** `plan schema`: the JSON Schema by which editors complete and check plan documents. */
export function addPlanSchema(plan: Command, context: Context): void {
  addCommand(plan, 'schema', 'Print the JSON Schema of plan documents, for editors', [
    'plan schema > plan.schema.json',
  ]).action(() => context.io.out(`${JSON.stringify(planJsonSchema(), null, 2)}\n`))
}
