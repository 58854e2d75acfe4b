import { ValidationError } from '@throughline/errors'
import type { PlanAnswer } from './answers.ts'
import type { HubClient } from './client.ts'

/** The plan that a command is about: the one named, or the only one there is. */
export async function chosenPlan(client: HubClient, named: string | undefined): Promise<string> {
  if (named !== undefined) return named
  const plans = await client.list<PlanAnswer>('/plans', {}, 200)
  const [first, second] = plans
  if (first === undefined) {
    throw new ValidationError('cli.no_plan', 'The hub has no plan yet. Apply one with "throughline plan apply FILE".')
  }
  if (second !== undefined) {
    const ids = plans.map((plan) => plan.id).join(', ')
    throw new ValidationError('cli.which_plan', `The hub has several plans. Name one of them: ${ids}.`)
  }
  return first.id
}

/** A plan's part of a path. */
export function planPath(plan: string): string {
  return `/plans/${encodeURIComponent(plan)}`
}
