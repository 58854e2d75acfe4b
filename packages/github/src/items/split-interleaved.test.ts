import { fc, test } from '@fast-check/vitest'
import type { GithubIssueRecord } from '@throughline/simulator'
import type { Page } from '@throughline/source'
import { expect } from 'vitest'
import { latest, markOf, movesOf, NOW, REPO, startGithub, type TestGithub, walk } from '../test-github.ts'

const SECOND = 1000
const ISSUES = 260
const CHANGES = ['close', 'reopen', 'edit', 'delete', 'create'] as const
const signal = new AbortController().signal

type Step =
  | { readonly kind: (typeof CHANGES)[number]; readonly number: number }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'read'; readonly range: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom(...CHANGES),
    number: fc.integer({ min: 1, max: ISSUES }),
  }),
  fc.record({ kind: fc.constant('wait' as const), seconds: fc.integer({ min: 0, max: 2000 }) }),
  fc.record({ kind: fc.constant('read' as const), range: fc.nat() }),
)

const anySteps = fc.array(step, { minLength: 10, maxLength: 60 })
const withoutDeletions = anySteps.map((steps) => steps.filter(({ kind }) => kind !== 'delete'))

test.prop([fc.oneof(anySteps, withoutDeletions)], { numRuns: 20 })(
  'however changes and the pages of ranges interleave, the walk after has brought everything and every move',
  async (steps) => {
    const github = await startGithub({ issues: ISSUES, pulls: 120, sizes: { wholeMax: 10, range: 60 } })
    try {
      const { source, clock } = github
      const { ranges } = await source.split({ scope: REPO, signal })
      const before = new Set(latest(await walk(github.connect())).keys())
      const pages: Page[] = []
      const going = ranges.map((from) =>
        source.walk({ scope: REPO, since: null, from, signal })[Symbol.asyncIterator](),
      )
      const marks: Page[] = []
      const read = async (index: number) => {
        const { value, done } = (await going[index % going.length]?.next()) ?? {}
        if (done || value === undefined) return false
        pages.push(value)
        if (value.mark !== null) marks.push(value)
        return true
      }
      for (const [index, one] of steps.entries()) {
        if (one.kind === 'wait') clock.now += one.seconds * SECOND
        else if (one.kind === 'read') await read(one.range)
        else change(github, one.kind, one.number, ISSUES + 200 + index)
      }
      for (let index = 0; index < going.length; index += 1) while (await read(index));
      const now = latest(await walk(github.connect()))
      for (const key of before) if (now.has(key)) expect(latest(pages).has(key), `${key} was left out`).toBe(true)
      const mark = source.joinMarks(marks.map((page) => markOf([page])))
      const all = [...pages, ...(await walk(source, { since: mark }))]
      const [stored, truth] = [latest(all), await walk(github.connect())]
      // A deletion takes events out of their list, and those behind them slip past the reader.
      const isShifted = steps.some(({ kind }) => kind === 'delete')
      for (const [key, record] of now) {
        expect(stored.get(key)).toEqual(record)
        if (!isShifted) expect(movesOf(all, key)).toEqual(movesOf(truth, key))
      }
    } finally {
      await github.close()
    }
  },
  120_000,
)

function change({ simulator, clock }: TestGithub, kind: string, number: number, fresh: number): void {
  clock.now += SECOND
  const { control } = simulator
  const issue = control.githubIssue(REPO, number)
  if (issue === null) return
  const closed_at = new Date(Math.max(clock.now, NOW)).toISOString().replace(/\.\d{3}Z$/, 'Z')
  const changes: Readonly<Record<string, Partial<GithubIssueRecord>>> = {
    close: { state: 'closed', state_reason: 'completed', closed_at: issue.closed_at ?? closed_at },
    reopen: issue.state === 'closed' ? { state: 'open', state_reason: 'reopened', closed_at: null } : {},
    edit: { title: `edited at ${closed_at}` },
    create: { id: 9_000_000 + fresh, number: fresh, created_at: closed_at, state: 'open', closed_at: null },
  }
  if (kind === 'delete') control.deleteGithubIssue(REPO, number)
  else control.upsertGithubIssue(REPO, { ...issue, ...changes[kind] })
}
