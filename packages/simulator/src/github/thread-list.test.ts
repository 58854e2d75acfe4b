import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GithubIssueRecord } from '../records.ts'
import { sampleGithubIssue } from '../testing/samples.ts'
import { ThreadList, type ThreadQuery } from './thread-list.ts'

const NEWEST: ThreadQuery<GithubIssueRecord> = {
  state: 'all',
  sort: 'created',
  direction: 'desc',
  since: null,
  filter: null,
}

describe('a list of issues', () => {
  it('gives the same in pages as at once, in order, for any filter', () => {
    const record = fc.record({
      day: fc.integer({ min: 1, max: 28 }),
      updatedDay: fc.integer({ min: 1, max: 28 }),
      isOpen: fc.boolean(),
    })
    fc.assert(
      fc.property(
        fc.array(record, { maxLength: 30 }),
        fc.constantFrom('open', 'closed', 'all'),
        fc.constantFrom('created', 'updated'),
        fc.constantFrom('asc', 'desc'),
        fc.option(fc.integer({ min: 1, max: 28 })),
        fc.integer({ min: 1, max: 7 }),
        (records, state, sort, direction, sinceDay, perPage) => {
          const list = new ThreadList<GithubIssueRecord>()
          for (const [index, { day, updatedDay, isOpen }] of records.entries()) {
            list.put(
              sampleGithubIssue(index + 1, {
                created_at: february(day),
                updated_at: february(updatedDay),
                state: isOpen ? 'open' : 'closed',
              }),
            )
          }
          const since = sinceDay === null ? null : Date.parse(february(sinceDay))
          const query: ThreadQuery<GithubIssueRecord> = { state, sort, direction, since, filter: null }
          const paged: number[] = []
          for (let page = 1; list.page(query, page, perPage).threads.length > 0; page += 1) {
            paged.push(...list.page(query, page, perPage).threads.map(({ record }) => record.number))
          }
          const time = sort === 'created' ? 'created_at' : 'updated_at'
          const sign = direction === 'asc' ? 1 : -1
          const expected = [...list.values()]
            .map(({ record }) => record)
            .filter(
              (issue) =>
                (state === 'all' || issue.state === state) && (since === null || Date.parse(issue.updated_at) >= since),
            )
            .sort((a, b) => sign * (Date.parse(a[time]) - Date.parse(b[time]) || a.number - b.number))
          expect(paged).toEqual(expected.map(({ number }) => number))
          expect(list.page(query, 1, perPage).total).toBe(expected.length)
        },
      ),
    )
  })

  it('shows a change at once', () => {
    const list = new ThreadList<GithubIssueRecord>()
    list.put(sampleGithubIssue(1))
    expect(list.page(NEWEST, 1, 10).total).toBe(1)
    list.put(sampleGithubIssue(2))
    expect(list.page(NEWEST, 1, 10).threads.map(({ record }) => record.number)).toEqual([2, 1])
    list.delete(1)
    expect(list.page(NEWEST, 1, 10).threads.map(({ record }) => record.number)).toEqual([2])
  })

  it('refuses a record whose time cannot be read', () => {
    const list = new ThreadList<GithubIssueRecord>()
    expect(() => list.put(sampleGithubIssue(1, { updated_at: 'soon' }))).toThrow(RangeError)
  })
})

function february(day: number): string {
  return `2026-02-${String(day).padStart(2, '0')}T12:00:00Z`
}
