import { expect, it } from 'vitest'
import { timeline, workItem } from '../measure/random-portfolio.fixture.ts'
import { explainCounting } from './explain-counting.ts'

const story = workItem({ key: 'EHR-1' })
const subtask = workItem({ isSubtask: true, parentId: story.id, parent: story.key })
const child = workItem({ parentId: story.id, parent: story.key })
const pull = workItem({ kind: 'pull_request' })

it('an item counts unless something beside it stands for it', () => {
  expect(explainCounting(story, [subtask])).toEqual({ counted: true, whyNot: null })
  expect(explainCounting(subtask, [])).toEqual({ counted: true, whyNot: null })
  expect(explainCounting(subtask, [story]).whyNot).toContain('It is a sub-task of EHR-1')
  expect(explainCounting(story, [child]).whyNot).toContain('It contains other items')
  expect(explainCounting(pull, [story]).whyNot).toContain('evidence')
  expect(explainCounting(pull, [])).toEqual({ counted: true, whyNot: null })
})

it('what was dropped counts no longer', () => {
  const dropped = workItem({ timeline: timeline(0, [1, 'dropped']) })
  expect(explainCounting(dropped, [])).toEqual({ counted: false, whyNot: 'It is dropped.' })
})
