import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boundariesOf, stateAt } from './boundaries.ts'
import type { SeenStatus, SeenTransition } from './item-record.ts'
import { stateMapping } from './state-mapping.ts'
import { type TimelineFacts, timelineOf } from './timeline.ts'

const jira = stateMapping('jira', { statuses: {}, resolutions: {} })
const github = stateMapping('github', { statuses: {}, resolutions: {} })

const TO_DO: SeenStatus = { status: 'Open', category: 'todo', resolution: null }
const DOING: SeenStatus = { status: 'In Progress', category: 'in_progress', resolution: null }
const DONE: SeenStatus = { status: 'Closed', category: 'done', resolution: 'Fixed' }

function facts(overrides: Partial<TimelineFacts>): TimelineFacts {
  return {
    kind: 'issue',
    seen: TO_DO,
    endedAt: null,
    categoryChangedAt: null,
    history: null,
    createdAt: 100,
    updatedAt: 900,
    ...overrides,
  }
}

const moves = (given: Partial<TimelineFacts>, mapping = jira) =>
  timelineOf(facts(given), mapping).map(({ at, to }) => [at, to])

describe('timelineOf without history', () => {
  it('keeps an item todo until the instant its tool says it ended, else until the next best one', () => {
    expect(moves({ seen: DONE, endedAt: 500, categoryChangedAt: 400 })).toEqual([
      [100, 'todo'],
      [500, 'done'],
    ])
    expect(moves({ seen: DONE, categoryChangedAt: 400 }).at(-1)).toEqual([400, 'done'])
    expect(moves({ seen: DONE }).at(-1)).toEqual([900, 'done'])
  })

  it('has an issue in progress since its category changed, else since its creation', () => {
    expect(moves({ seen: DOING, categoryChangedAt: 300 })).toEqual([
      [100, 'todo'],
      [300, 'in_progress'],
    ])
    expect(moves({ seen: DOING })).toEqual([[100, 'in_progress']])
  })

  it('has a pull request in progress from its creation to its end', () => {
    const merged = { status: 'merged', category: 'done', resolution: null } as const
    const timeline = timelineOf(facts({ kind: 'pull_request', seen: merged, endedAt: 700 }), github)
    expect(timeline).toEqual([
      { at: 100, from: null, to: 'in_progress', status: 'open' },
      { at: 700, from: 'in_progress', to: 'done', status: 'merged' },
    ])
    expect(boundariesOf(timeline)).toEqual({ state: 'done', startedAt: 100, doneAt: 700, droppedAt: null })
  })
})

describe('timelineOf with history', () => {
  const history: SeenTransition[] = [
    { at: 200, ...DOING },
    { at: 300, status: 'In Review', category: 'in_progress', resolution: null },
    { at: 400, ...DONE },
    { at: 450, status: 'Released', category: 'done', resolution: 'Fixed' },
    { at: 500, status: 'Reopened', category: 'todo', resolution: null },
    { at: 600, ...DONE },
  ]

  it('takes a move between two statuses of one state for none, and the last move into done for the end', () => {
    const timeline = timelineOf(facts({ seen: DONE, history }), jira)
    expect(timeline.map(({ at, from, to }) => [at, from, to])).toEqual([
      [100, null, 'todo'],
      [200, 'todo', 'in_progress'],
      [400, 'in_progress', 'done'],
      [500, 'done', 'todo'],
      [600, 'todo', 'done'],
    ])
    expect(boundariesOf(timeline)).toEqual({ state: 'done', startedAt: 200, doneAt: 600, droppedAt: null })
  })

  it('believes GitHub that an issue was closed last when it says, though the reopening before that is missing', () => {
    const closed = { status: 'closed', category: 'done', resolution: 'completed' } as const
    const once = [{ at: 300, ...closed }]
    expect(moves({ seen: closed, endedAt: 300, history: once }, github)).toEqual([
      [100, 'todo'],
      [300, 'done'],
    ])
    for (const history of [once, [...once, { at: 600, ...closed }]]) {
      expect(moves({ seen: closed, endedAt: 600, history }, github)).toEqual([
        [100, 'todo'],
        [300, 'done'],
        [600, 'todo'],
        [600, 'done'],
      ])
    }
  })

  it('applies overrides to the past', () => {
    const mapping = stateMapping('jira', { statuses: { 'in review': 'done' }, resolutions: {} })
    expect(timelineOf(facts({ seen: DONE, history: history.slice(0, 3) }), mapping)).toMatchObject([
      { to: 'todo' },
      { at: 200, to: 'in_progress' },
      { at: 300, to: 'done', status: 'In Review' },
    ])
  })

  it('reads the last move with the resolution that was set after it', () => {
    const seen = { ...DONE, resolution: "Won't Fix" }
    expect(moves({ seen, history: [{ at: 400, ...DONE, resolution: null }] }).at(-1)).toEqual([400, 'dropped'])
  })

  it('ends in the present state when the history stops short of it', () => {
    expect(moves({ seen: DONE, endedAt: 700, history: [{ at: 200, ...DOING }] })).toEqual([
      [100, 'todo'],
      [200, 'in_progress'],
      [700, 'done'],
    ])
  })

  it('begins in the state of an entry at the creation', () => {
    expect(
      moves({
        seen: DONE,
        history: [
          { at: 100, ...DOING },
          { at: 400, ...DONE },
        ],
      })[0],
    ).toEqual([100, 'in_progress'])
  })
})

describe('timelineOf with open pull requests', () => {
  const states = (given: Partial<TimelineFacts>, ...open: { from: number; to: number | null }[]) =>
    timelineOf(facts(given), github, open).map(({ at, to }) => [at, to])
  const closed = { status: 'closed', category: 'done', resolution: 'completed' } as const

  it('has a todo issue in progress while any is open', () => {
    expect(states({}, { from: 200, to: 300 }, { from: 250, to: 400 }, { from: 500, to: null })).toEqual([
      [100, 'todo'],
      [200, 'in_progress'],
      [400, 'todo'],
      [500, 'in_progress'],
    ])
  })

  it('changes nothing about a closed issue, nor before its creation', () => {
    expect(states({ seen: closed, endedAt: 300 }, { from: 50, to: 300 }, { from: 350, to: null })).toEqual([
      [100, 'in_progress'],
      [300, 'done'],
    ])
  })

  it('gives way to an override of the status', () => {
    const parked = stateMapping('github', { statuses: { OPEN: 'todo' }, resolutions: {} })
    expect(timelineOf(facts({}), parked, [{ from: 200, to: null }])).toHaveLength(1)
    const other = stateMapping('github', { statuses: { closed: 'todo' }, resolutions: {} })
    expect(timelineOf(facts({}), other, [{ from: 200, to: null }])).toHaveLength(2)
  })

  it('leaves Jira issues and pull requests alone', () => {
    const open = [{ from: 200, to: null }]
    expect(timelineOf(facts({}), jira, open)).toHaveLength(1)
    expect(timelineOf(facts({ kind: 'pull_request', seen: DOING }), github, open)).toHaveLength(1)
  })

  it('agrees at every instant with a plain reading of the rule', () => {
    const instant = fc.integer({ min: 0, max: 60 })
    const interval = fc.record({ from: instant, to: fc.option(instant) })
    const entry = fc.record({ at: instant, seen: fc.constantFrom(TO_DO, DOING, DONE) })
    fc.assert(
      fc.property(
        fc.array(interval, { maxLength: 5 }),
        fc.array(entry, { maxLength: 5 }),
        instant,
        (open, entries, at) => {
          const history = entries.map(({ at, seen }) => ({ at: at + 10, ...seen })).sort((a, b) => a.at - b.at)
          const given = facts({ createdAt: 10, history, seen: history.at(-1) ?? TO_DO })
          const base = stateAt({ createdAt: 10, timeline: timelineOf(given, github) }, at)
          const isOpen = open.some(({ from, to }) => from <= at && (to === null || to > at))
          const expected = base === 'todo' && isOpen ? 'in_progress' : base
          expect(stateAt({ createdAt: 10, timeline: timelineOf(given, github, open) }, at)).toBe(expected)
        },
      ),
    )
  })
})

describe('a timeline', () => {
  it('starts at the creation, never runs backwards, never repeats a state and ends in the present one', () => {
    const status = fc.constantFrom(TO_DO, DOING, DONE, { ...DONE, resolution: 'Duplicate' })
    const entry = fc.tuple(fc.integer({ min: 0, max: 1000 }), status).map(([at, seen]) => ({ at, ...seen }))
    const anyFacts = fc.record({
      kind: fc.constantFrom('issue' as const, 'pull_request' as const),
      seen: status,
      endedAt: fc.option(fc.integer({ min: 0, max: 1000 })),
      categoryChangedAt: fc.option(fc.integer({ min: 0, max: 1000 })),
      history: fc.option(fc.array(entry, { maxLength: 6 })),
      createdAt: fc.integer({ min: 0, max: 1000 }),
      updatedAt: fc.integer({ min: 0, max: 1000 }),
    })
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(jira, github), (given, mapping) => {
        const timeline = timelineOf(given, mapping)
        expect(timeline[0]).toMatchObject({ at: given.createdAt, from: null })
        for (const [index, move] of timeline.entries()) {
          const before = timeline[index - 1]
          if (before === undefined) continue
          expect(move.at).toBeGreaterThanOrEqual(before.at)
          expect(move.from).toBe(before.to)
          expect(move.to).not.toBe(before.to)
        }
        const { state } = boundariesOf(timelineOf({ ...given, history: null }, mapping))
        expect(boundariesOf(timeline).state).toBe(state)
      }),
    )
  })
})

describe('stateAt', () => {
  const item = { createdAt: 100, timeline: timelineOf(facts({ seen: DONE, endedAt: 500 }), jira) }

  it('counts a move at the very instant, and nothing after it', () => {
    expect(stateAt(item, 99)).toBeNull()
    expect(stateAt(item, 100)).toBe('todo')
    expect(stateAt(item, 499)).toBe('todo')
    expect(stateAt(item, 500)).toBe('done')
  })
})
