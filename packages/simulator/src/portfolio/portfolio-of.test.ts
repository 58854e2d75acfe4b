import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJiraInstant } from '../jira/zone.ts'
import type { GithubIssueRecord, JiraIssueRecord } from '../records.ts'
import { githubIssues, jiraIssues, moves, titles } from '../testing/portfolio-reading.ts'
import { spanUntil } from './draw/span.ts'
import { portfolioOf } from './portfolio-of.ts'
import { PROGRAMMES } from './programmes/programmes.ts'

const TODAY = Date.parse('2026-11-18T09:30:00Z')

describe.each(Object.entries(PROGRAMMES))('the portfolio of %s', (_name, programme) => {
  const portfolio = portfolioOf(programme, { seed: 7, today: TODAY })
  const span = spanUntil(TODAY, programme.calendar.zone)
  const keys = programme.projects.map(({ key }) => key).join('|')

  it('is the same for the same seed at any time of the day', () => {
    const evening = Date.parse('2026-11-18T21:59:00Z')
    expect(portfolioOf(programme, { seed: 7, today: evening })).toEqual(portfolio)
  })

  it('is another for another seed', () => {
    const other = portfolioOf(programme, { seed: 8, today: TODAY })
    expect(titles(other)).not.toEqual(titles(portfolio))
  })

  it('has the projects and repositories of its programme', () => {
    const projects = new Set(jiraIssues(portfolio).map(({ fields }) => fields.project.key))
    expect(projects).toEqual(new Set(programme.projects.map(({ key }) => key)))
    expect(portfolio.github.map(({ repo, pulls }) => [repo, pulls.length])).toEqual(
      programme.repositories.map(({ repo, pulls }) => [repo, pulls]),
    )
  })

  it('never says the same in two titles', () => {
    const bare = titles(portfolio).map((title) => title.replace(/^\[?[A-Z]+-\d+\]?:? /, '').toLowerCase())
    expect(bare.filter((title, index) => bare.indexOf(title) !== index)).toEqual([])
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

  it('starts slowly, and in the end finishes more than comes in, so that its dates can be forecast', () => {
    const issues = jiraIssues(portfolio)
    const done = issues.flatMap(({ fields }) => fields.resolutiondate ?? [])
    const created = issues.map(({ fields }) => fields.created)
    const within = (texts: readonly string[], from: number, to: number) =>
      texts.map(parseJiraInstant).filter((at) => at >= from && at < to).length
    const quarter = (span.end - span.start) / 4
    expect(within(done, span.start, span.start + quarter)).toBeLessThan(done.length * 0.2)
    const finished = within(done, span.end - quarter, span.end)
    expect(finished).toBeGreaterThan(done.length * 0.2)
    expect(within(created, span.end - quarter, span.end)).toBeLessThan(finished)
  })

  it('has sub-tasks, story points, dropped and reopened work, and work of every category', () => {
    const issues = jiraIssues(portfolio)
    const part = (test: (issue: JiraIssueRecord) => boolean) => issues.filter(test).length / issues.length
    const isOf = (key: string) => part(({ fields }) => fields.status.statusCategory.key === key)
    expect(isOf('indeterminate')).toBeGreaterThan(0.02)
    expect(isOf('new')).toBeGreaterThan(0.08)
    expect(isOf('done')).toBeGreaterThan(0.5)
    expect(part(({ fields }) => fields.issuetype.subtask)).toBeGreaterThan(0.05)
    expect(part(({ fields }) => (fields.resolution?.name ?? 'Done') !== 'Done')).toBeGreaterThan(0.03)
    expect(part((issue) => moves(issue).some(({ from }) => from === 'Done'))).toBeGreaterThan(0.01)
    expect(part((issue) => moves(issue).some(({ to }) => to === programme.waitStatus))).toBeGreaterThan(0.02)
    const stories = issues.filter(({ fields }) => fields.issuetype.name === 'Story')
    const estimated = stories.filter(({ fields }) => typeof fields.customfield_10016 === 'number')
    expect(estimated.length / stories.length).toBeGreaterThan(0.8)
  })

  it('has pull requests that are merged, closed and open, and that name issues in every way and in none', () => {
    const pulls = portfolio.github.flatMap(({ pulls }) => pulls)
    const part = (test: (pull: (typeof pulls)[number]) => boolean) => pulls.filter(test).length / pulls.length
    expect(part(({ merged_at }) => merged_at !== null)).toBeGreaterThan(0.8)
    expect(part(({ merged_at, state }) => state === 'closed' && merged_at === null)).toBeGreaterThan(0.01)
    expect(part(({ state }) => state === 'open')).toBeGreaterThan(0.015)
    expect(part(({ title }) => new RegExp(`\\b(${keys})-\\d+`).test(title))).toBeGreaterThan(0.1)
    expect(part(({ head }) => new RegExp(`^(feature|bugfix)/(${keys})-\\d+-`, 'i').test(head.ref))).toBeGreaterThan(0.1)
    expect(part(({ body }) => /^(Closes|Fixes) #\d+$/m.test(body ?? ''))).toBeGreaterThan(0.1)
    expect(part(({ body }) => body?.includes(`${programme.domain}.atlassian.net/browse/`) ?? false)).toBeGreaterThan(
      0.01,
    )
    expect(part(({ body }) => /github\.com\/[a-z]+\/[a-z-]+\/issues\/\d+$/.test(body ?? ''))).toBeGreaterThan(0.02)
    expect(part(({ head }) => head.ref.startsWith('chore/'))).toBeGreaterThan(0.05)
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
    const known = new Set(jiraIssues(portfolio).map(({ key }) => key))
    const texts = portfolio.github.flatMap(({ pulls }) =>
      pulls.map(({ title, head, body }) => `${title} ${head.ref.toUpperCase()} ${body}`),
    )
    const named = texts.flatMap((text) => text.match(new RegExp(`\\b(?:${keys})-\\d+`, 'g')) ?? [])
    expect(named.filter((key) => !known.has(key))).toEqual([])
  })

  it('has people in both tools under one name', () => {
    const users = new Set(portfolio.jira.flatMap(({ users }) => users.map(({ displayName }) => displayName)))
    expect(users).toEqual(new Set(Object.values(programme.teams).flat()))
    const logins = new Set([...users].map((name) => name.toLowerCase().replaceAll(' ', '-')))
    expect(githubIssues(portfolio).filter(({ user }) => !logins.has(user?.login ?? ''))).toEqual([])
  })

  it('holds together for any seed and day', () => {
    const anyDay = fc.date({ min: new Date('2024-01-01'), max: new Date('2032-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(fc.integer(), anyDay, (seed, day) => {
        const today = day.getTime()
        const data = portfolioOf(programme, { seed, today })
        checkJira(jiraIssues(data), today)
        for (const { issues, pulls } of data.github) {
          expect(issues.map(({ number }) => number)).toEqual(issues.map((_issue, index) => index + 1))
          for (const thread of [...issues, ...pulls]) checkThread(thread, today)
        }
      }),
      { numRuns: 6 },
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
  // Keys and ids follow the order of creation within a project.
  const last = new Map<string, { readonly number: number; readonly created: number }>()
  for (const { key, fields } of issues.toSorted((one, other) => Number(one.id) - Number(other.id))) {
    const number = Number(key.split('-')[1])
    const created = parseJiraInstant(fields.created)
    const before = last.get(fields.project.key) ?? { number: 0, created: 0 }
    expect(number, key).toBe(before.number + 1)
    expect(created, key).toBeGreaterThanOrEqual(before.created)
    last.set(fields.project.key, { number, created })
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
