import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../start-simulator.ts'
import { askGithub, sampleGithubIssue, samplePull } from '../testing/samples.ts'

const [PORTAL, WARD] = ['clinic/portal', 'clinic/ward']
const NOW = '2026-03-01T00:00:00Z'
const closed = { state: 'closed', closed_at: '2026-02-20T09:00:00Z' } as const
const urgent = { id: 7, name: 'urgent', color: 'ff0000' }
let simulator: Simulator

beforeEach(async () => {
  const issues = [1, 2, 3].map((number) => sampleGithubIssue(number))
  const leaving = sampleGithubIssue(4, { ...closed, labels: [urgent, { id: 5, name: 'portal', color: 'd4c5f9' }] })
  const here = sampleGithubIssue(1, { id: 9001, labels: [{ ...urgent, id: 77 }], milestone: null })
  const github = [
    { repo: PORTAL, issues: [...issues, leaving], pulls: [] },
    { repo: WARD, issues: [here], pulls: [] },
  ]
  simulator = await startSimulator({ data: { jira: [], github }, clock: () => Date.parse(NOW) })
})
afterEach(() => simulator.close())

const ask = (path: string, headers = {}) => askGithub(simulator, path, headers)
const numbers = async (path: string) => ((await ask(path)).body as { number: number }[]).map(({ number }) => number)

describe('an issue that was transferred', () => {
  it('is a new one elsewhere, with the labels that are known there by name', async () => {
    const number = simulator.control.transferGithubIssue(PORTAL, 4, WARD)
    expect(number).toBe(2)
    const { body } = await ask(`/repos/${WARD}/issues/2`)
    expect(body).toMatchObject({ number: 2, title: 'Title 4', labels: [{ id: 77, name: 'urgent' }], milestone: null })
    expect((body as { id: number }).id).not.toBe(1004)
  })

  it('leaves its list, and its old number leads on to it', async () => {
    simulator.control.transferGithubIssue(PORTAL, 4, WARD)
    expect(await numbers(`/repos/${PORTAL}/issues?state=all`)).toEqual([3, 2, 1])
    const moved = await ask(`/repos/${PORTAL}/issues/4`)
    expect(moved.status).toBe(301)
    const target = moved.headers.get('location') ?? ''
    expect(target).toMatch(/\/repositories\/\d+\/issues\/2$/)
    expect((await ask(target)).body).toMatchObject({ number: 2, title: 'Title 4' })
  })

  it('takes its past along', async () => {
    simulator.control.transferGithubIssue(PORTAL, 4, WARD)
    const events = (await ask(`/repos/${WARD}/issues/2/events`)).body as { event: string }[]
    expect(events.map(({ event }) => event)).toEqual(['closed', 'transferred'])
    expect((await ask(`/repos/${PORTAL}/issues/events`)).body).toEqual([])
  })

  it('answers 404 where the other repository may not be seen', async () => {
    simulator.control.transferGithubIssue(PORTAL, 4, WARD)
    simulator.control.hideRepo(WARD)
    expect((await ask(`/repos/${PORTAL}/issues/4`)).status).toBe(404)
  })

  it('must be one: pull requests stay where they are', () => {
    simulator.control.upsertPull(PORTAL, samplePull(5))
    expect(() => simulator.control.transferGithubIssue(PORTAL, 5, WARD)).toThrow(RangeError)
    expect(() => simulator.control.transferGithubIssue(PORTAL, 99, WARD)).toThrow(RangeError)
  })
})

it('an issue that was hidden leaves the lists and answers like one that never was', async () => {
  simulator.control.hideGithubIssue(PORTAL, 2)
  expect(await numbers(`/repos/${PORTAL}/issues`)).toEqual([3, 1])
  const [hidden, never] = [await ask(`/repos/${PORTAL}/issues/2`), await ask(`/repos/${PORTAL}/issues/99`)]
  expect([hidden.status, hidden.body]).toEqual([404, never.body])
})

describe('a renamed label or milestone', () => {
  it.each([
    ['label', () => simulator.control.renameLabel(PORTAL, 'portal', 'front door')],
    ['milestone', () => simulator.control.renameMilestone(PORTAL, 'Go live', 'Opening')],
  ])('%s changes what its issues show, and nothing that a walk by time could see', async (_kind, rename) => {
    simulator.control.upsertPull(PORTAL, samplePull(5), { touch: false })
    const list = `/repos/${PORTAL}/issues?state=all`
    const before = await ask(list)
    rename()
    const after = await ask(list, { 'if-none-match': before.headers.get('etag') ?? '' })
    expect(after.status).toBe(200)
    expect(JSON.stringify(after.body)).toMatch(/front door|Opening/)
    const times = ({ body }: typeof after) => (body as { updated_at: string }[]).map(({ updated_at }) => updated_at)
    expect(times(after)).toEqual(times(before))
    expect(await ask(`/repos/${PORTAL}/issues/1/events`)).toMatchObject({ body: [] })
  })
})
