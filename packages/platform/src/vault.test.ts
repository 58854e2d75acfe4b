import { randomBytes } from 'node:crypto'
import { fc, test } from '@fast-check/vitest'
import { ConflictError, InvariantError } from '@throughline/errors'
import { describe, expect, it } from 'vitest'
import { createVault } from './vault.ts'

const vault = createVault(Buffer.alloc(32, 1))

describe('createVault', () => {
  test.prop([fc.string({ unit: 'grapheme' }), fc.string()])(
    'opens what it sealed, for the same record',
    (plain, context) => {
      const sealed = vault.seal(plain, context)
      expect(vault.open(sealed, context)).toBe(plain)
      expect(sealed).toMatch(/^v1\.[\w-]+$/)
    },
  )

  test.prop([fc.string({ minLength: 4 }), fc.nat(), fc.integer({ min: 1, max: 255 })])(
    'refuses a text in which any byte was changed',
    (plain, position, mask) => {
      const bytes = Buffer.from(vault.seal(plain, 'connection/jira').slice(3), 'base64url')
      const index = position % bytes.length
      bytes.writeUInt8(bytes.readUInt8(index) ^ mask, index)
      expect(() => vault.open(`v1.${bytes.toString('base64url')}`, 'connection/jira')).toThrow(ConflictError)
    },
  )

  it('refuses a sealed text that was copied to another record', () => {
    const sealed = vault.seal('secret', 'connection/jira')
    expect(() => vault.open(sealed, 'connection/github')).toThrow(ConflictError)
  })

  it('says that the key is another one than the credentials were stored with, and shows neither', () => {
    const sealed = vault.seal('hunter2', 'connection/jira')
    const other = createVault(randomBytes(32))
    expect(() => other.open(sealed, 'connection/jira')).toThrow(
      expect.objectContaining({
        code: 'secrets.wrong_key',
        message: expect.stringContaining('THROUGHLINE_SECRET_KEY'),
      }),
    )
    expect(() => other.open(sealed, 'connection/jira')).not.toThrow(/hunter2/)
  })

  it('never makes the same text twice', () => {
    expect(new Set(Array.from({ length: 200 }, () => vault.seal('same', 'same'))).size).toBe(200)
  })

  it.each(['', 'v1.', 'v1.AAAA', 'v2.AAAA', 'plain text', 'v1.a.b'])('refuses %j, which no vault made', (text) => {
    expect(() => vault.open(text, 'x')).toThrow(InvariantError)
  })

  it.each([0, 16, 31, 33])('refuses a key of %i bytes', (bytes) => {
    expect(() => createVault(Buffer.alloc(bytes))).toThrow(expect.objectContaining({ code: 'secrets.key_length' }))
  })
})
