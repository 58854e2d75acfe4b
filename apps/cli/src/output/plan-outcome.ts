import type { PlanOutcomeAnswer } from '../hub/answers.ts'
import { percent } from './formats.ts'

const signs: Readonly<Record<string, string>> = { added: '+', removed: '-' }

/** What applying a plan did, or would do: its changes, warnings and effect on progress. */
export function planOutcomeText(outcome: PlanOutcomeAnswer, isDryRun: boolean): string {
  const { plan, version, changed, changes, warnings, effect = [] } = outcome
  const verdict = changed
    ? `Plan ${plan}: version ${version} ${isDryRun ? 'would be stored' : 'is stored'}.`
    : `Plan ${plan}: nothing changes, version ${version} says the same.`
  const lines = [
    verdict,
    ...changes.map(changeLine),
    ...warnings.map((warning) => `  warning: ${warning}`),
    ...effect.map(({ id, before, after }) => `  progress of ${id}: ${percent(before)} → ${percent(after)}`),
  ]
  return `${lines.join('\n')}\n`
}

/** Changes one a line, with a sign before each. */
export function changeLines(changes: PlanOutcomeAnswer['changes']): string {
  return changes.map((change) => `${changeLine(change)}\n`).join('')
}

function changeLine({ kind, text }: PlanOutcomeAnswer['changes'][number]): string {
  return `  ${signs[kind] ?? '~'} ${text}`
}
