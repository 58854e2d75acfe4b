import { parsePlan, planNodes, reviewPlan } from '@throughline/plan'
import { describe, expect, it } from 'vitest'
import { TEMPLATES, type TemplateName } from './catalogue.ts'
import { shiftDays } from './shift-days.ts'
import { type TemplateOptions, templateDocument } from './template-document.ts'

const names = Object.keys(TEMPLATES) as TemplateName[]
const written = { start: '2026-01-01', today: '2027-01-31', jira: 'jira', github: 'github' }
const begun = { start: '2028-03-15', today: '2028-03-15', jira: 'clinic-jira', github: 'clinic-code' }
const planOf = async (name: TemplateName, options: TemplateOptions) =>
  parsePlan(await templateDocument(name, options), 'yaml')

describe.each(names)('%s', (name) => {
  it('is a plan with every part, as it was written and on any other day', async () => {
    for (const options of [written, begun, { ...begun, today: '2029-03-01' }, { ...begun, start: '2028-02-29' }]) {
      const plan = await planOf(name, options)
      const parts = [plan.kpis, plan.investments, plan.milestones, plan.inventory, plan.controls, plan.risks]
      const people = [plan.transition, plan.stakeholders, plan.projects, plan.analysis.feedback]
      for (const part of [...parts, ...people]) expect(part.length).toBeGreaterThan(0)
      expect(plan.period.start).toBe(`${options.start.slice(0, 7)}-01`)
      expect([plan.vision, plan.mission, plan.currency]).not.toContain(null)
    }
  })

  it('names only the connections it is given', async () => {
    const text = await templateDocument(name, begun)
    const named = new Set(Array.from(text.matchAll(/connection: ([a-z-]+)/g), ([, id]) => id))
    expect([...named].sort()).toEqual(['clinic-code', 'clinic-jira'])
  })

  it('on its first day tells of nothing that has not happened yet', async () => {
    const plan = await planOf(name, begun)
    const day = begun.today
    const told = [
      ...plan.risks.flatMap(({ assessments }) => assessments.map(({ date }) => date)),
      ...plan.stakeholders.flatMap(({ updates, decisions }) => [
        ...updates.map(({ date }) => date),
        ...decisions.flatMap(({ asked, given }) => [asked, given ?? asked]),
      ]),
      ...planNodes(plan).flatMap(({ deliverables }) =>
        deliverables.flatMap(({ entries }) => entries.map(({ date }) => date)),
      ),
      ...plan.controls.flatMap(({ reviewed }) => reviewed ?? []),
    ]
    expect(told.filter((date) => date > day)).toEqual([])
    expect(plan.reviews).toEqual([])
    expect(new Set(plan.controls.map(({ status }) => status))).toEqual(new Set(['planned']))
    expect(
      plan.objectives.flatMap(({ deliverables }) => deliverables).filter(({ status }) => status !== 'active'),
    ).toEqual([])
    expect(plan.investments.map(({ cost }) => cost?.actual ?? null).filter((actual) => actual !== null)).toEqual([])
    for (const { assessments } of plan.risks) expect(assessments.length).toBeGreaterThan(0)
  })

  it('on its first day, before any work is there, has no error in its review', async () => {
    const plan = await planOf(name, begun)
    const at = Date.parse('2028-03-15T12:00:00Z')
    const known = { releases: [], lastReportAt: null, changesSince: new Map(), revisedAt: at, storedAt: null }
    const { findings } = reviewPlan({ ...known, plan, version: 0, items: [], links: [], asOf: at, now: at })
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('a year later tells what was written', async () => {
    const plan = await planOf(name, written)
    expect(plan.reviews.length).toBeGreaterThan(2)
    expect(plan.controls.some(({ status }) => status === 'in_place')).toBe(true)
    expect(plan.investments.some(({ cost }) => cost?.actual != null)).toBe(true)
  })

  it('keeps its comments', async () => {
    const text = await templateDocument(name, begun)
    expect(text.split('\n').filter((line) => line.trim().startsWith('#')).length).toBeGreaterThan(8)
  })
})

it('a connection may have the name that the other one had in the template', async () => {
  const swapped = await templateDocument('hospital-records', { ...begun, jira: 'github', github: 'jira' })
  const plain = await templateDocument('hospital-records', { ...begun, jira: 'jira', github: 'github' })
  expect(swapped.match(/connection: jira/g)?.length).toBe(plain.match(/connection: github/g)?.length)
  expect(swapped.match(/connection: github/g)?.length).toBe(plain.match(/connection: jira/g)?.length)
})

it('days move by whole months, and the last day of a month stays the last', () => {
  expect(shiftDays('from 2026-01-15 to 2026-02-28, not 12026-01-150', 1)).toBe(
    'from 2026-02-15 to 2026-03-31, not 12026-01-150',
  )
  expect(shiftDays('2026-01-30 2026-01-31', 1)).toBe('2026-02-28 2026-02-28')
  expect(shiftDays('2026-01-31', -11)).toBe('2025-02-28')
})
