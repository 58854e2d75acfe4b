import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJiraInstant } from '../jira/zone.ts'
import type { GithubIssueRecord, JiraIssueRecord, SimulatorData } from '../records.ts'
import { spanUntil } from './draw/span.ts'
import { portfolioOf } from './portfolio-of.ts'
import { HOSPITAL_RECORDS } from './programmes/hospital-records/hospital-records.ts'

const TODAY = Date.parse('2026-11-18T09:30:00Z')
const portfolio = portfolioOf(HOSPITAL_RECORDS, { seed: 7, today: TODAY })
const span = spanUntil(TODAY, HOSPITAL_RECORDS.calendar.zone)

describe('portfolioOf', () => {
  it('gives the same portfolio for the same seed at any time of the day', () => {
    const evening = Date.parse('2026-11-18T22:59:00Z')
    expect(portfolioOf(HOSPITAL_RECORDS, { seed: 7, today: evening })).toEqual(portfolio)
  })

  it('gives another portfolio for another seed', () => {
    const other = portfolioOf(HOSPITAL_RECORDS, { seed: 8, today: TODAY })
    expect(titles(other)).not.toEqual(titles(portfolio))
  })

  it('has two projects, three repositories, 1,500 issues and 600 pull requests', () => {
    const projects = new Set(jiraIssues(portfolio).map(({ fields }) => fields.project.key))
    expect(projects).toEqual(new Set(['EHR', 'OPS']))
    expect(portfolio.github).toHaveLength(3)
    expect(jiraIssues(portfolio)).toHaveLength(1150)
    expect(githubIssues(portfolio)).toHaveLength(350)
    expect(portfolio.github.flatMap(({ pulls }) => pulls)).toHaveLength(600)
  })

  it('never says the same in two titles', () => {
    const bare = titles(portfolio).map((title) => title.replace(/^\[?[A-Z]+-\d+\]?:? /, '').toLowerCase())
    expect(new Set(bare).size).toBe(bare.length)
  })

  it('leaves no brace of a pattern unfilled and every description with two to five sentences', () => {
    const bodies = jiraIssues(portfolio).map(({ fields }) => String(fields.description))
    expect([...titles(portfolio), ...bodies].filter((text) => /[{}]|undefined/.test(text))).toEqual([])
    const lengths = bodies.map((body) => body.replaceAll('St. ', 'St ').split(/\.(?: |$)/).length - 1)
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(2)
    expect(Math.max(...lengths)).toBeLessThanOrEqual(5)
  })

  it('has much less work begin at weekends than on working days', () => {
    const days = jiraIssues(portfolio).map(({ fields }) => new Date(fields.created.slice(0, 10)).getUTCDay())
    const weekend = days.filter((day) => day === 0 || day === 6).length
    expect(weekend / days.length).toBeLessThan(0.06)
  })

  it('starts slowly and speeds up towards the end', () => {
    const done = jiraIssues(portfolio).flatMap(({ fields }) => fields.resolutiondate ?? [])
    const between = (from: number, to: number) =>
      done.map(parseJiraInstant).filter((at) => at >= from && at < to).length
    const quarter = (span.end - span.start) / 4
    expect(between(span.start, span.start + quarter)).toBeLessThan(done.length * 0.15)
    expect(between(span.end - quarter, span.end)).toBeGreaterThan(done.length * 0.3)
  })

  it('has sub-tasks, story points, dropped and reopened work, and work of every category', () => {
    const issues = jiraIssues(portfolio)
    const categories = issues.map(({ fields }) => fields.status.statusCategory.key)
    const count = (key: string) => categories.filter((category) => category === key).length
    expect(count('indeterminate')).toBeGreaterThan(20)
    expect(count('new')).toBeGreaterThan(100)
    expect(count('done')).toBeGreaterThan(700)
    expect(issues.filter(({ fields }) => fields.issuetype.subtask).length).toBeGreaterThan(100)
    const stories = issues.filter(({ fields }) => fields.issuetype.name === 'Story')
    const estimated = stories.filter(({ fields }) => typeof fields.customfield_10016 === 'number')
    expect(estimated.length / stories.length).toBeGreaterThan(0.8)
    expect(issues.filter(({ fields }) => (fields.resolution?.name ?? 'Done') !== 'Done').length).toBeGreaterThan(30)
    expect(issues.filter((issue) => moves(issue).some(({ from }) => from === 'Done')).length).toBeGreaterThan(15)
  })

  it('has pull requests that are merged, closed and open, and that name issues in every way and in none', () => {
    const pulls = portfolio.github.flatMap(({ pulls }) => pulls)
    const count = (test: (pull: (typeof pulls)[number]) => boolean) => pulls.filter(test).length
    expect(count(({ merged_at }) => merged_at !== null)).toBeGreaterThan(480)
    expect(count(({ merged_at, state }) => state === 'closed' && merged_at === null)).toBeGreaterThan(10)
    expect(count(({ state }) => state === 'open')).toBeGreaterThan(10)
    expect(count(({ title }) => /EHR-\d+/.test(title))).toBeGreaterThan(100)
    expect(count(({ head }) => /^(feature|bugfix)\/ehr-\d+-/.test(head.ref))).toBeGreaterThan(100)
    expect(count(({ body }) => /^(Closes|Fixes) #\d+$/m.test(body ?? ''))).toBeGreaterThan(90)
    expect(count(({ body }) => body?.includes('/browse/EHR-') ?? false)).toBeGreaterThan(20)
    expect(count(({ body }) => /github\.com\/clinic\/[a-z-]+\/issues\/\d+$/.test(body ?? ''))).toBeGreaterThan(15)
    expect(count(({ head }) => head.ref.startsWith('chore/'))).toBeGreaterThan(50)
  })

  it('closes an issue in the second in which the pull request that closes it is merged', () => {
    for (const { issues, pulls } of portfolio.github) {
      const byNumber = new Map(issues.map((issue) => [issue.number, issue]))
      for (const { body, merged_at } of pulls) {
        const number = /^(?:Closes|Fixes) #(\d+)$/m.exec(body ?? '')?.[1]
        if (number === undefined) continue
        expect(byNumber.get(Number(number))?.pull_request).toBeUndefined()
        expect(byNumber.get(Number(number))?.closed_at).toBe(merged_at)
      }
    }
  })

  it('names only issues that exist', () => {
    const keys = new Set(jiraIssues(portfolio).map(({ key }) => key))
    const texts = portfolio.github.flatMap(({ pulls }) =>
      pulls.map(({ title, head, body }) => `${title} ${head.ref.toUpperCase()} ${body}`),
    )
    const named = texts.flatMap((text) => text.match(/\b(?:EHR|OPS)-\d+/g) ?? [])
    expect(named.filter((key) => !keys.has(key))).toEqual([])
  })

  it('holds together for any seed and day', () => {
    const anyDay = fc.date({ min: new Date('2024-01-01'), max: new Date('2032-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(fc.integer(), anyDay, (seed, day) => {
        const today = day.getTime()
        const data = portfolioOf(HOSPITAL_RECORDS, { seed, today })
        checkJira(jiraIssues(data), today)
        for (const { issues, pulls } of data.github) {
          expect(issues.map(({ number }) => number)).toEqual(issues.map((_issue, index) => index + 1))
          for (const thread of [...issues, ...pulls]) checkThread(thread, today)
        }
      }),
      { numRuns: 12 },
    )
  })
})

function checkJira(issues: readonly JiraIssueRecord[], today: number): void {
  expect(new Set(issues.map(({ key }) => key)).size).toBe(issues.length)
  expect(new Set(issues.map(({ id }) => id)).size).toBe(issues.length)
  const byKey = new Map(issues.map((issue) => [issue.key, issue]))
  for (const issue of issues) {
    const { parent, created, updated, status, resolution, resolutiondate } = issue.fields
    if (parent) expect(byKey.get(parent.key)?.id).toBe(parent.id)
    if (issue.fields.issuetype.subtask) expect(parent).toBeDefined()
    const times = [created, ...moves(issue).map(({ at }) => at), updated].map(parseJiraInstant)
    expect(times, issue.key).toEqual(times.toSorted((one, other) => one - other))
    expect(parseJiraInstant(updated)).toBeLessThanOrEqual(today)

    const steps = moves(issue)
    expect(steps.at(-1)?.to ?? 'To Do').toBe(status.name)
    expect(steps.map(({ from }) => from)).toEqual(['To Do', ...steps.map(({ to }) => to)].slice(0, steps.length))
    expect(resolution === null, issue.key).toBe(status.name !== 'Done')
    expect(resolutiondate ?? null).toBe(status.name === 'Done' ? (steps.at(-1)?.at ?? null) : null)
  }
  // Keys follow the order of creation within a project.
  const numbers = new Map<string, number>()
  for (const { key, fields } of issues.toSorted((one, other) => Number(one.id) - Number(other.id))) {
    const number = Number(key.split('-')[1])
    expect(number).toBe((numbers.get(fields.project.key) ?? 0) + 1)
    numbers.set(fields.project.key, number)
  }
}

function checkThread(thread: GithubIssueRecord, today: number): void {
  const times = [thread.created_at, thread.closed_at ?? thread.created_at, thread.updated_at].map((at) =>
    Date.parse(at),
  )
  expect(times, thread.title).toEqual(times.toSorted((one, other) => one - other))
  expect(Math.max(...times)).toBeLessThanOrEqual(today)
  expect(thread.closed_at === null).toBe(thread.state === 'open')
}

/** The moves between statuses that an issue's history tells. */
function moves(issue: JiraIssueRecord) {
  return (issue.changelog?.histories ?? []).flatMap(({ created, items }) =>
    items
      .filter(({ field }) => field === 'status')
      .map(({ fromString, toString: toName }) => ({ at: created, from: fromString, to: toName })),
  )
}

function jiraIssues(data: SimulatorData): readonly JiraIssueRecord[] {
  return data.jira.flatMap(({ issues }) => issues)
}

function githubIssues(data: SimulatorData): readonly GithubIssueRecord[] {
  return data.github.flatMap(({ issues }) => issues).filter((issue) => issue.pull_request === undefined)
}

function titles(data: SimulatorData): string[] {
  return [
    ...jiraIssues(data).map(({ fields }) => fields.summary),
    ...data.github.flatMap(({ issues }) => issues).map(({ title }) => title),
  ]
}
