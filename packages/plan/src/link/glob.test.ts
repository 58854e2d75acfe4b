import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileGlob, globParts, literalOf } from './glob.ts'

const fits = (pattern: string, value: string) => compileGlob(globParts(pattern)).matches(value)

describe('globs', () => {
  it.each([
    ['team-*', ['team-a', 'team-', 'team-a/b c'], ['team', 'a-team-b']],
    ['*-api', ['pay-api', '-api', 'a-api-api'], ['api', 'pay-api2']],
    ['v?', ['v1', 'v*', 'v😀'], ['v', 'v10']],
    ['*', ['', 'anything at all'], []],
    ['a*b?d*', ['abcd', 'a-b-b1d', 'abbbdd'], ['abd', 'bcd']],
    ['[core]{a,b}!(x).', ['[core]{a,b}!(x).'], ['c', 'core', '[core]a']],
  ] as const)('%s chooses what it says and nothing else', (pattern, chosen, others) => {
    expect(chosen.filter((value) => !fits(pattern, value))).toEqual([])
    expect(others.filter((value) => fits(pattern, value))).toEqual([])
  })

  it.each([
    ['a\\*', 'a*'],
    ['a\\?b', 'a?b'],
    ['a\\\\b', 'a\\b'],
    ['a\\b', 'a\\b'],
    ['a\\', 'a\\'],
    ['plain', 'plain'],
  ])('%s is no pattern and stands for %s', (written, meant) => {
    expect(literalOf(globParts(written))).toBe(meant)
  })

  it('agree with a regular expression of the same meaning', () => {
    const piece = fc.constantFrom('a', 'b', '/', '*', '?', '\\*', '\\?', '\\\\', '.', '😀')
    const value = fc.array(fc.constantFrom('a', 'b', '/', '*', '?', '\\', '.', '😀', '\n'), { maxLength: 8 })
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), value, (pieces, chars) => {
        const wild: Record<string, string> = { '*': '.*', '?': '.', '.': '\\.' }
        const expression = new RegExp(`^${pieces.map((each) => wild[each] ?? each).join('')}$`, 'su')
        expect(fits(pieces.join(''), chars.join(''))).toBe(expression.test(chars.join('')))
      }),
      { numRuns: 2_000 },
    )
  })

  it('give up on a hopeless value without trying every way through it', () => {
    const began = performance.now()
    expect(fits(`${'*a'.repeat(40)}b`, 'a'.repeat(4_000))).toBe(false)
    expect(performance.now() - began).toBeLessThan(1_000)
  })
})
