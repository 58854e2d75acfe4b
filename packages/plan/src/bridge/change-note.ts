import type { Deliverable } from '../document/deliverable.ts'
import { percentText } from '../measure/words.ts'
import type { Ends } from './split-mean.ts'
import { STAGES } from './stages.ts'
import type { World } from './world.ts'

/** A deliverable or objective of two worlds, with its title and what was written about it in between, as a sentence. */
export interface WrittenChange {
  readonly title: string
  readonly note: string
}

/** What was written about a deliverable or an objective between two worlds. */
export function writtenChange(node: string, worlds: Ends<World>): WrittenChange {
  const { before, after } = worlds
  const deliverable = {
    before: before.deliverables.get(node)?.deliverable,
    after: after.deliverables.get(node)?.deliverable,
  }
  const objective = { before: before.objectives.get(node)?.objective, after: after.objectives.get(node)?.objective }
  const known = deliverable.after ?? deliverable.before ?? objective.after ?? objective.before
  const isDeliverable = (deliverable.after ?? deliverable.before) !== undefined
  return {
    title: known?.title ?? node,
    note:
      after.stage !== STAGES.definitions
        ? enteredNote(before.deliverables.get(node)?.progress, after.deliverables.get(node)?.progress)
        : isDeliverable
          ? definitionNote(deliverable, deliverableFields)
          : definitionNote(objective, () => []),
  }
}

function enteredNote(before: number | null | undefined, after: number | null | undefined): string {
  const text = (progress: number | null | undefined) => (progress == null ? 'none' : percentText(progress))
  return `Progress entered by hand went from ${text(before)} to ${text(after)}.`
}

function definitionNote<Node extends { readonly weight: number }>(
  { before, after }: Ends<Node | undefined>,
  fields: (before: Node, after: Node) => string[],
): string {
  if (after === undefined) return 'It is no longer in the plan.'
  if (before === undefined) return 'It is new in the plan.'
  const weight = before.weight === after.weight ? [] : [`its weight went from ${before.weight} to ${after.weight}`]
  const changes = [...fields(before, after), ...weight].join('; ')
  return changes === ''
    ? 'What it is made of changed in the plan.'
    : `${changes.charAt(0).toUpperCase()}${changes.slice(1)}.`
}

function deliverableFields(before: Deliverable, after: Deliverable): string[] {
  return [
    ...(before.objective === after.objective
      ? []
      : [`it went from objective ${before.objective} to ${after.objective}`]),
    ...(before.status === after.status ? [] : [`its status went from ${before.status} to ${after.status}`]),
    ...(before.weigh === after.weigh ? [] : [`it is weighed by ${after.weigh} instead of ${before.weigh}`]),
    ...(before.progress === after.progress
      ? []
      : [after.progress === 'manual' ? 'its progress is entered by hand' : 'its progress is measured from work']),
  ]
}
