import { describe, expect, it } from 'vitest'
import { isClassifiedResolution, stateMapping, stateOf } from './state-mapping.ts'

const jira = stateMapping('jira', { statuses: {}, resolutions: {} })
const github = stateMapping('github', { statuses: {}, resolutions: {} })

describe('stateOf', () => {
  it('follows the category of a status that nothing else speaks of', () => {
    expect(stateOf({ status: 'Backlog', category: 'todo', resolution: null }, jira)).toBe('todo')
    expect(stateOf({ status: 'Doing', category: 'in_progress', resolution: null }, jira)).toBe('in_progress')
    expect(stateOf({ status: 'Closed', category: 'done', resolution: null }, jira)).toBe('done')
  })

  it.each(["Won't Fix", 'WON’T DO', 'duplicate', 'Needs more info', 'Hold', 'Not Our Bug', 'Canceled', 'Out of Date'])(
    'drops a done issue resolved as %s',
    (resolution) => {
      expect(stateOf({ status: 'Closed', category: 'done', resolution }, jira)).toBe('dropped')
    },
  )

  it('drops a done issue in a status that says so, and no open one', () => {
    expect(stateOf({ status: 'cancelled', category: 'done', resolution: null }, jira)).toBe('dropped')
    expect(stateOf({ status: 'Rejected', category: 'todo', resolution: null }, jira)).toBe('todo')
  })

  it('ignores a resolution left on a reopened issue', () => {
    expect(stateOf({ status: 'Reopened', category: 'todo', resolution: "Won't Fix" }, jira)).toBe('todo')
  })

  it('counts a resolution that nobody classified as done', () => {
    expect(stateOf({ status: 'Closed', category: 'done', resolution: 'Handed over' }, jira)).toBe('done')
  })

  it('drops GitHub issues closed as not planned or duplicate, and pull requests closed without merge', () => {
    const closed = (resolution: string | null) => stateOf({ status: 'closed', category: 'done', resolution }, github)
    expect(['not_planned', 'duplicate', 'unmerged', 'completed', null].map(closed)).toEqual([
      'dropped',
      'dropped',
      'dropped',
      'done',
      'done',
    ])
  })

  it('lets overrides win, statuses over resolutions, without regard to case', () => {
    const mapping = stateMapping('jira', {
      statuses: { 'In Review': 'done', parked: 'dropped' },
      resolutions: { Duplicate: 'done', 'Handed over': 'dropped' },
    })
    expect(stateOf({ status: 'IN REVIEW', category: 'in_progress', resolution: null }, mapping)).toBe('done')
    expect(stateOf({ status: 'Closed', category: 'done', resolution: 'duplicate' }, mapping)).toBe('done')
    expect(stateOf({ status: 'Cancelled', category: 'done', resolution: 'duplicate' }, mapping)).toBe('done')
    expect(stateOf({ status: 'Parked', category: 'done', resolution: 'Duplicate' }, mapping)).toBe('dropped')
  })
})

describe('isClassifiedResolution', () => {
  it('knows the ordinary resolutions and those of the connection, and no others', () => {
    const mapping = stateMapping('jira', { statuses: {}, resolutions: { 'Handed over': 'dropped' } })
    expect(isClassifiedResolution('fixed', mapping)).toBe(true)
    expect(isClassifiedResolution("Won't Fix", mapping)).toBe(true)
    expect(isClassifiedResolution('handed OVER', mapping)).toBe(true)
    expect(isClassifiedResolution('Handed over', jira)).toBe(false)
  })
})
