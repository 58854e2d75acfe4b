import { ValidationError } from '@throughline/errors'
import fc from 'fast-check'
import { parsePlan } from './parse-plan.ts'
import type { PlanDocument } from './plan.ts'
import type { SelectorInput } from './selector.ts'

/** The faults of a document as `line:column pointer detail`; fails when it has none. */
export function faultsOf(text: string, format: 'yaml' | 'json' = 'yaml'): string[] {
  try {
    parsePlan(text, format)
  } catch (error) {
    if (!(error instanceof ValidationError) || error.code !== 'plan.invalid') throw error
    return error.faults.map(({ line, column, pointer, detail }) => `${line}:${column} ${pointer} ${detail}`)
  }
  throw new Error('The document was expected to have faults and has none.')
}

/** A document as an author would write it, comments and all. Each fault in a test is one replacement in it. */
export const SAMPLE = `# The plan of the clinic group
plan: ehr-2027
title: Electronic health records across all sites
timeZone: Europe/Berlin
period: { start: 2026-10-01, end: 2027-09-30 }
objectives:
  # Why we do it at all
  - id: one-record
    title: One record per patient
    horizon: long            # long | short
    weight: 2
    deliverables:
      - id: ehr-core
        title: EHR core live at the first site
        start: 2026-10-15
        due: 2027-03-31
        dependsOn: [identity]
        weigh: points
        links:
          # the core itself
          - { connection: jira, epic: EHR-12 }
          - { connection: jira, project: EHR, labels: [core], types: [Story, Bug] }   # and what was forgotten
          - { connection: jira, project: OPS, not: { labels: [keep-lights-on] } }
      - id: identity
        title: One identity per person
  - id: stable-network
    title: A network that holds
    links: [{ connection: github, repo: clinic/network }]
    deliverables:
      - id: network
        title: Network upgrade of all sites
        progress: manual
        entries: [{ date: 2026-11-01, progress: 0.25, note: First site wired }]
kpis:
  - id: lead-time
    title: Lead time of a change
    objective: one-record
    unit: days
    direction: down
    baseline: 21
    target: 7
    measure: { metric: items.lead_time, stat: p85, window: 4w, where: { objective: one-record } }
`

const word = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }).filter((text) => text.trim() !== '')
const values = fc.oneof(word, fc.array(word, { minLength: 1, maxLength: 3 }))

const fields = {
  keys: values,
  epic: values,
  project: values,
  labels: values,
  types: values,
  connection: values,
  kind: fc.constantFrom('issue' as const, 'pull_request' as const),
}

const exclusion = fc
  .record(fields, { requiredKeys: [] })
  .filter((choice) => Object.values(choice).some((value) => value !== undefined))

/** Selectors as anybody might write them, with any text as a value. */
export const anySelector: fc.Arbitrary<SelectorInput> = fc
  .record({ ...fields, not: exclusion }, { requiredKeys: [] })
  .filter((choice) => Object.keys(choice).length > 0)

const links = fc.array(anySelector, { maxLength: 3 })
const day = fc
  .integer({ min: 0, max: 364 })
  .map((offset) => new Date(Date.UTC(2026, 9, 1 + offset)).toISOString().slice(0, 10))

/** Valid documents of any shape: with and without lists, empty ones included. */
export const anyDocument: fc.Arbitrary<PlanDocument> = fc
  .array(
    fc.record(
      {
        title: word,
        outcome: word,
        weight: fc.integer({ min: 1, max: 9 }),
        links,
        deliverables: fc.array(fc.record({ title: word, owner: word, due: day, links }, { requiredKeys: ['title'] }), {
          maxLength: 3,
        }),
      },
      { requiredKeys: ['title'] },
    ),
    { maxLength: 3 },
  )
  .map((objectives) => ({
    plan: 'any',
    title: 'Any plan',
    period: { start: '2026-10-01', end: '2027-09-30' },
    objectives: objectives.map(({ deliverables, ...objective }, index) => ({
      id: `o${index}`,
      ...objective,
      ...(deliverables === undefined
        ? {}
        : { deliverables: deliverables.map((deliverable, place) => ({ id: `o${index}-d${place}`, ...deliverable })) }),
    })),
  }))
