import type { Subject } from './review-rule.ts'

const NOUNS: Readonly<Partial<Record<Subject['kind'], string>>> = {
  kpi: 'KPI',
  transition: 'Transition task',
  project: 'Past project',
}

/** What a finding is about, in words: `Objective “One record per patient”`. */
export function subjectText({ kind, title }: Subject): string {
  const noun = NOUNS[kind] ?? `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`
  return `${noun} “${title}”`
}
