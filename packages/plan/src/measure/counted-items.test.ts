import { describe, expect, it } from 'vitest'
import { accountFor, countedItems } from './counted-items.ts'
import { workItem } from './random-portfolio.fixture.ts'

const keys = (items: ReturnType<typeof countedItems>) => items.map((item) => item.key)

describe('countedItems', () => {
  const epic = workItem({ type: 'Epic' })
  const story = workItem({ parentId: epic.id })
  const subtask = workItem({ parentId: story.id, isSubtask: true })
  const pull = workItem({ kind: 'pull_request' })

  it('counts the stories of an epic, neither the epic nor their sub-tasks nor pull requests', () => {
    expect(keys(countedItems([epic, story, subtask, pull]))).toEqual([story.key])
  })

  it('counts a sub-task whose parent is linked elsewhere, and an epic without a child here', () => {
    expect(keys(countedItems([epic, subtask]))).toEqual([epic.key, subtask.key])
  })

  it('counts an issue with sub-tasks alone: it is no container', () => {
    expect(keys(countedItems([story, subtask]))).toEqual([story.key])
  })

  it('counts pull requests where no issue is linked', () => {
    expect(keys(countedItems([pull]))).toEqual([pull.key])
  })

  it('counts no tombstone, and lets none stand for another item', () => {
    const gone = { ...story, tombstone: { kind: 'deleted', at: 0, movedTo: null } as const }
    expect(keys(countedItems([epic, gone, pull]))).toEqual([epic.key])
    expect(keys(countedItems([gone, pull]))).toEqual([pull.key])
  })

  it('says of everything left out why it is', () => {
    expect(accountFor([epic, story, subtask, pull]).map(({ whyNot }) => whyNot)).toEqual([
      'It contains other items that are linked here and stand for it.',
      null,
      `It is a sub-task of ${story.key}, which stands for it here.`,
      'A pull request beside issues is evidence, not work of its own.',
    ])
  })
})
