import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shuffled } from '../measure/random-portfolio.fixture.ts'
import { linkItems } from './link-items.ts'
import { compileLinker } from './linker.ts'
import { naiveLinks } from './naive-links.fixture.ts'
import { anyItems, anyPlan } from './random-links.fixture.ts'

describe('linkItems', () => {
  it('agrees with a naive reading of the precedence, conflicts included', () => {
    fc.assert(
      fc.property(anyPlan, anyItems, (plan, items) => {
        const links = linkItems(compileLinker(plan), items)
        const withoutWords = links.map(({ itemId, deliverable, rule, conflicts }) => ({
          ...{ itemId, deliverable, rule },
          conflicts: conflicts.map((lost) => ({ deliverable: lost.deliverable, rule: lost.rule })),
        }))
        expect(withoutWords).toEqual(naiveLinks(plan, items))
      }),
      { numRuns: 500 },
    )
  })

  it('gives the same links, texts included, whatever the order of the items', () => {
    fc.assert(
      fc.property(anyPlan, anyItems, fc.nat(1000), (plan, items, seed) => {
        const linker = compileLinker(plan)
        expect(linkItems(linker, shuffled(items, seed))).toEqual(linkItems(linker, items))
      }),
    )
  })

  it('links an item to one deliverable at most, explains it, and never in conflict with itself', () => {
    fc.assert(
      fc.property(anyPlan, anyItems, (plan, items) => {
        const links = linkItems(compileLinker(plan), items)
        expect(new Set(links.map(({ itemId }) => itemId)).size).toBe(links.length)
        for (const { deliverable, detail, conflicts } of links) {
          expect(detail).not.toBe('')
          expect(conflicts.map((lost) => lost.deliverable)).not.toContain(deliverable)
          expect(conflicts.map((lost) => lost.detail)).not.toContain('')
        }
      }),
    )
  })
})
