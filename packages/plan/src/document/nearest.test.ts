import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nearest } from './nearest.ts'

describe('nearest', () => {
  const fields = ['dependsOn', 'deliverables', 'labels', 'due', 'owner', 'title']

  it.each([
    ['dependson', 'dependsOn'],
    ['label', 'labels'],
    ['deliverable', 'deliverables'],
    ['titel', 'title'],
    ['ownr', 'owner'],
    ['DUE', 'due'],
  ])('takes %s for %s', (word, meant) => {
    expect(nearest(word, fields)).toBe(meant)
  })

  it.each(['priority', 'x', '', 'assignee'])('guesses nothing for %j', (word) => {
    expect(nearest(word, fields)).toBeNull()
  })

  it('finds a known word through any one slip of the hand', () => {
    const slip = fc.record({ at: fc.nat(8), letter: fc.constantFrom('q', 'z', ''), isSwap: fc.boolean() })
    fc.assert(
      fc.property(
        fc.constantFrom('dependsOn', 'deliverables', 'labels', 'owner'),
        slip,
        (word, { at, letter, isSwap }) => {
          const place = at % (word.length - 1)
          const swapped = word.slice(0, place) + word.charAt(place + 1) + word.charAt(place) + word.slice(place + 2)
          const replaced = word.slice(0, place) + letter + word.slice(place + 1)
          expect(nearest(isSwap ? swapped : replaced, fields)).toBe(word)
        },
      ),
    )
  })
})
