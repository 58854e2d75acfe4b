import { describe, expect, it } from 'vitest'
import { normaliseSelector, type SelectorInput, selectorSchema } from '../document/selector.ts'
import { workItem } from '../measure/random-portfolio.fixture.ts'
import { compileSelector } from './compile-selector.ts'

const compiled = (input: SelectorInput) => compileSelector(normaliseSelector(selectorSchema.parse(input)))

describe('compileSelector', () => {
  const epic = workItem({ key: 'EHR-1' })
  const story = workItem({ key: 'EHR-2', parentId: epic.id, parent: epic.key, labels: ['Müller'] })

  it('needs all fields, and any value of each', () => {
    const matches = compiled({ connection: 'jira', labels: ['x', 'müller'] })
    expect(matches(story, [])).toBe(true)
    expect(matches(workItem({ connection: 'other', labels: story.labels }), [])).toBe(false)
    expect(matches(epic, [])).toBe(false)
  })

  it('compares letters with accents alike, composed or not', () => {
    expect(compiled({ labels: 'mu\u0308ller' })(story, [])).toBe(true)
  })

  it('finds an epic among the ancestors it is given, and the item itself', () => {
    const matches = compiled({ epic: 'ehr-1' })
    expect(matches(epic, [])).toBe(true)
    expect(matches(story, [epic])).toBe(true)
    expect(matches(workItem({ key: 'EHR-3' }), [])).toBe(false)
  })

  it('looks at fields alone: a tombstone matches like any item', () => {
    const gone = { ...story, tombstone: { kind: 'deleted', at: 0, movedTo: null } as const }
    expect(compiled({ project: 'EHR' })(gone, [])).toBe(true)
  })

  it('with nothing but `not`, chooses everything else', () => {
    const matches = compiled({ not: { labels: 'müller' } })
    expect(matches(story, [])).toBe(false)
    expect(matches(epic, [])).toBe(true)
  })
})
