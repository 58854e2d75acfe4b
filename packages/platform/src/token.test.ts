import { describe, expect, it } from 'vitest'
import { equalSecrets, hashToken, newToken } from './token.ts'

describe('newToken', () => {
  it('has 256 random bits in a form that is safe in a header', () => {
    const tokens = Array.from({ length: 100 }, newToken)
    expect(new Set(tokens).size).toBe(100)
    for (const token of tokens) expect(token).toMatch(/^tl_[\w-]{43}$/)
  })
})

describe('hashToken', () => {
  it('is SHA-256 in hex', () => {
    expect(hashToken('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
})

describe('equalSecrets', () => {
  it('holds for equal texts only, whatever their lengths', () => {
    expect(equalSecrets('tl_a', 'tl_a')).toBe(true)
    expect(equalSecrets('tl_a', 'tl_b')).toBe(false)
    expect(equalSecrets('tl_a', 'tl_ab')).toBe(false)
    expect(equalSecrets('', '')).toBe(true)
  })
})
