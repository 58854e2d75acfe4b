import { type PlanReview, subjectText } from '@throughline/plan'
import { counted } from './formats.ts'
import type { Paint } from './paint.ts'

/** A plan's review as a person reads it: a line that sums up, then each finding with its reason and remedy. */
export function reviewText({ plan, version, asOf, counts, findings, silenced }: PlanReview, paint: Paint): string {
  const sum = [counted(counts.error, 'error'), counted(counts.warning, 'warning'), counted(counts.info, 'hint')].join(
    ', ',
  )
  const which = version === 0 ? 'as written' : `version ${version}`
  const head = `Plan ${plan}, ${which}, as of ${asOf}: ${findings.length === 0 ? 'nothing found' : sum}.\n`
  const blocks = findings.map(({ rule, severity, subject, says, why, remedy }) => {
    const place = subject.pointer === '' ? '' : `, ${subject.pointer}`
    const title = `${severityText(severity, paint)} ${paint.bold(subjectText(subject))}: ${says}`
    return `\n${title}\n  why: ${why}\n  do:  ${remedy}\n  ${paint.dim(`${rule}${place}`)}\n`
  })
  const off = silenced.length === 0 ? '' : `\nSilenced by the plan: ${silenced.join(', ')}.\n`
  return `${head}${blocks.join('')}${off}`
}

function severityText(severity: PlanReview['findings'][number]['severity'], paint: Paint): string {
  const status = { error: 'failed', warning: 'at_risk', info: 'not_started' }[severity]
  const word = { error: 'error', warning: 'warning', info: 'hint' }[severity]
  return paint.status(status).replace(/failed|at risk|not started/, word)
}
