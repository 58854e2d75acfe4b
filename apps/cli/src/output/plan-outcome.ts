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
    ...changes.map(({ kind, text }) => `  ${signs[kind] ?? '~'} ${text}`),
    ...warnings.map((warning) => `  warning: ${warning}`),
    ...effect.map(({ id, before, after }) => `  progress of ${id}: ${percent(before)} → ${percent(after)}`),
  ]
  return `${lines.join('\n')}\n`
}
