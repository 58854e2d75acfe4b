import { boundariesOf, stateAt, stateMapping, stateOf } from '@throughline/plan'
import { describe, expect, it } from 'vitest'
import { makeItem, makeRecord } from './factories.ts'

const states = ['todo', 'in_progress', 'done', 'dropped'] as const

describe('makeItem', () => {
  it.each(states)('makes an item that is %s, with state, instants and timeline agreeing', (state) => {
    for (const kind of ['issue', 'pull_request'] as const) {
      const item = makeItem({ state, kind })
      expect(item).toMatchObject(boundariesOf(item.timeline))
      expect(item.state).toBe(state)
      expect(item.timeline[0]).toMatchObject({ at: item.createdAt, from: null })
      expect(stateAt(item, item.updatedAt)).toBe(state)
    }
  })

  it('derives state and creation from a timeline', () => {
    const timeline = [
      { at: 10, from: null, to: 'todo', status: 'Open' },
      { at: 20, from: 'todo', to: 'done', status: 'Closed' },
    ] as const
    expect(makeItem({ timeline })).toMatchObject({ createdAt: 10, state: 'done', doneAt: 20, status: 'Closed' })
  })

  it('never gives an id or a key twice', () => {
    const items = Array.from({ length: 50 }, (_, index) => makeItem(index % 2 ? { kind: 'pull_request' } : {}))
    expect(new Set(items.map((item) => item.id)).size).toBe(50)
    expect(new Set(items.map((item) => item.key)).size).toBe(50)
  })
})

describe('makeRecord', () => {
  it('makes an open item of either kind, in its tool’s spelling', () => {
    const mapping = (tool: 'jira' | 'github') => stateMapping(tool, { statuses: {}, resolutions: {} })
    const issue = makeRecord()
    const pull = makeRecord({ kind: 'pull_request' })
    expect(issue.key).toMatch(/^EHR-\d+$/)
    expect(pull.key).toMatch(/^acme\/portal#\d+$/)
    expect(stateOf(issue.seen, mapping('jira'))).toBe('todo')
    expect(stateOf(pull.seen, mapping('github'))).toBe('in_progress')
    expect(issue.sourceId).not.toBe(pull.sourceId)
  })

  it('takes overrides as they are', () => {
    const record = makeRecord({ scope: 'OPS', key: 'OPS-9', createdAt: 5, labels: ['x'] })
    expect(record).toMatchObject({ scope: 'OPS', key: 'OPS-9', createdAt: 5, updatedAt: 5, labels: ['x'] })
  })
})
