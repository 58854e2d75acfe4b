import { describe, expect, it } from 'vitest'
import type { JiraIssueRecord } from '../records.ts'
import { DAY_MS, dayAt } from './draw/span.ts'
import { hospitalPlan } from './hospital-plan.ts'
import { portfolioOf } from './portfolio-of.ts'
import { HOSPITAL_RECORDS } from './programmes/hospital-records/hospital-records.ts'

const TODAY = Date.parse('2026-11-18T09:30:00Z')
const CONNECTIONS = { jiraConnection: 'jira', githubConnection: 'github' }
const { zone } = HOSPITAL_RECORDS.calendar
const plan = hospitalPlan({ today: TODAY, ...CONNECTIONS })
const portfolio = portfolioOf(HOSPITAL_RECORDS, { seed: 3, today: TODAY })
/** The work the plan speaks of; it knows nothing of the project RDY. */
const issues = portfolio.jira.flatMap((site) => site.issues).filter(({ fields }) => fields.project.key !== 'RDY')
const threads = portfolio.github.flatMap(({ repo, issues }) => issues.map((issue) => ({ repo, ...issue })))

describe('hospitalPlan', () => {
  it('names only epics and keys that exist, and epics that are epics', () => {
    const typeOf = new Map(issues.map(({ key, fields }) => [key, fields.issuetype.name]))
    const epics = found(/epic: ([A-Z]+-\d+)/g)
    expect(epics.length).toBeGreaterThan(8)
    expect(epics.map((key) => typeOf.get(key))).toEqual(epics.map(() => 'Epic'))
    const keys = found(/keys: \[(.*?)\]/g).flatMap((list) => list.split(', '))
    expect(keys.map((key) => typeOf.get(key))).toEqual(['Task', 'Task', 'Task', 'Task'])
  })

  it('names only milestones, components and labels that are in use', () => {
    for (const [, repo, milestone] of plan.matchAll(/repo: (\S+), milestone: ([^}]+?) }/g)) {
      expect(threads.filter((thread) => thread.repo === repo && thread.milestone?.title === milestone)).not.toEqual([])
    }
    const components = new Set(issues.flatMap(({ fields }) => fields.components?.map(({ name }) => name) ?? []))
    const labels = new Set(issues.flatMap(({ fields }) => fields.labels ?? []))
    expect(found(/components: \[(.*?)\]/g).filter((name) => !components.has(name))).toEqual([])
    expect(found(/labels: \[(.*?)\]/g).filter((name) => !labels.has(name))).toEqual([])
  })

  it('has a period that contains today, the whole history and every date, on any day', () => {
    for (let at = Date.parse('2027-12-20T12:00:00Z'); at < Date.parse('2028-03-05T12:00:00Z'); at += DAY_MS) {
      const text = hospitalPlan({ today: at, ...CONNECTIONS })
      const days = (text.match(/\b\d{4}-\d{2}-\d{2}\b/g) ?? []).sort()
      const [, start, end] = /period: { start: (\S+), end: (\S+) }/.exec(text) ?? []
      expect([start, end]).toEqual([days.at(0), days.at(-1)])
      const today = dayAt(at, zone)
      expect(start !== undefined && end !== undefined && start < today && today < end).toBe(true)
      const dues = [...text.matchAll(/due: (\S+)/g)].map(([, due = '']) => due)
      expect(dues.some((due) => due < today) && dues.some((due) => due > today)).toBe(true)
      for (const [, entry = ''] of text.matchAll(/- { date: ([\d-]+)/g)) expect(entry < today).toBe(true)
    }
    const created = issues.map(({ fields }) => fields.created.slice(0, 10)).sort()
    expect((created.at(0) ?? '') >= (found(/period: { start: ([\d-]+)/g).at(0) ?? '')).toBe(true)
  })

  it('uses the names of the connections it is given', () => {
    const text = hospitalPlan({ today: TODAY, jiraConnection: 'clinic-jira', githubConnection: 'clinic-code' })
    expect(new Set([...text.matchAll(/connection: ([a-z-]+)/g)].map(([, name]) => name))).toEqual(
      new Set(['clinic-jira', 'clinic-code']),
    )
  })

  it('leaves 15 to 20 % of the work unlinked, with an epic of its own to link', () => {
    const byKey = new Map(issues.map((issue) => [issue.key, issue]))
    const epics = new Set(found(/epic: ([A-Z]+-\d+)/g))
    const keys = new Set(found(/keys: \[(.*?)\]/g).flatMap((list) => list.split(', ')))
    const milestones = new Set(found(/milestone: ([^}]+?) }/g))
    const isUnder = (issue: JiraIssueRecord | undefined): boolean =>
      issue !== undefined && (epics.has(issue.key) || isUnder(byKey.get(issue.fields.parent?.key ?? '')))
    const isChosen = ({ fields }: JiraIssueRecord) => {
      const has = (label: string) => fields.labels?.includes(label) ?? false
      const isOf = (component: string) => fields.components?.some(({ name }) => name === component) ?? false
      if (fields.project.key === 'OPS') return has('security') || (isOf('Network') && !has('keep-lights-on'))
      return isOf('Interfaces') || (has('training') && ['Story', 'Task'].includes(fields.issuetype.name))
    }
    const unlinked = issues.filter((issue) => !isUnder(issue) && !keys.has(issue.key) && !isChosen(issue))
    const work = threads.filter((thread) => thread.pull_request === undefined)
    const unplanned = work.filter(({ milestone }) => !milestones.has(milestone?.title ?? ''))
    const part = (unlinked.length + unplanned.length) / (issues.length + work.length)
    expect(part).toBeGreaterThan(0.15)
    expect(part).toBeLessThan(0.2)
    expect(unlinked.filter(({ fields }) => fields.parent?.key === 'EHR-12').length).toBeGreaterThan(20)
  })

  it('has one objective that is clearly behind: long due, and less than two thirds done', () => {
    const [, due = ''] = /id: portal-access[\s\S]*?due: (\S+)/.exec(plan) ?? []
    expect(due < dayAt(TODAY, zone)).toBe(true)
    const children = issues.filter(({ fields }) => fields.parent?.key === 'EHR-7')
    const done = children.filter(({ fields }) => fields.status.name === 'Done')
    expect(done.length / children.length).toBeLessThan(0.66)
  })
})

/** What the first group of a pattern finds in the plan, each time. */
function found(pattern: RegExp): string[] {
  return [...plan.matchAll(pattern)].flatMap(([, text]) => text ?? [])
}
