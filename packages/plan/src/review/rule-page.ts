import { REVIEW_RULES } from './rules.ts'

/** The page of the documentation that lists every rule of plan review, as Markdown. */
export function rulePage(): string {
  const rows = Object.values(REVIEW_RULES).map(({ name, severity, threshold, looksFor, why, remedy }) =>
    cells([
      `\`${name}\``,
      severity,
      threshold === undefined ? '' : `${threshold.value} ${threshold.unit}`,
      looksFor,
      why,
      remedy,
    ]),
  )
  const count = Object.keys(REVIEW_RULES).length
  return `# Plan review

<!-- Made from packages/plan/src/review/rules by its test; change the rules, then run \`npx vitest run packages/plan/src/review -u\`. -->

\`throughline plan review\` and \`GET /plans/{id}/review\` look for what makes plans fail, by ${count} rules. An error
makes the command fail, for CI; warnings and hints are told. A plan sets a rule for itself:

\`\`\`yaml
reviewRules:
  due-dates-bunched: off # never told
  deliverable-without-date: error # graver than it comes
  stakeholder-without-update: { threshold: 45 } # in the unit of the table
  owner-overloaded: { severity: info, threshold: 1.5 }
\`\`\`

${[cells(['rule', 'severity', 'threshold', 'looks for', 'why', 'what to do']), cells(Array(6).fill('---')), ...rows].join('\n')}
`
}

function cells(texts: readonly string[]): string {
  return `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`
}
