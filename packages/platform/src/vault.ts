import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { ConflictError, InvariantError } from '@throughline/errors'

const algorithm = 'aes-256-gcm'
const version = 'v1'
const keyBytes = 32
/** 96 bits, the size GCM is defined for (NIST SP 800-38D, 8.2). Random: safe for far more records than a hub has. */
const nonceBytes = 12
const tagBytes = 16

/** Seals credentials for storage and opens them again. */
export interface Vault {
  /** Encrypts `plain`; `context` names the record it belongs to. Sealing twice gives two different texts. */
  seal(plain: string, context: string): string
  /**
   * Decrypts what `seal` made for the same `context`. Throws `ConflictError` (`secrets.wrong_key`) when the key is
   * another one, the text was changed, or it belongs to another record; retrying does not help.
   */
  open(sealed: string, context: string): string
}

/**
 * Makes a vault of one key, by AES-256-GCM. The context is authenticated with the text, so a sealed value that is
 * copied to another record does not open there. Form: `v1.` and base64url of nonce, ciphertext and tag.
 *
 * Throws `InvariantError` (`secrets.key_length`) when the key has not 32 bytes.
 */
export function createVault(key: Buffer): Vault {
  if (key.length !== keyBytes) {
    throw new InvariantError('secrets.key_length', `The key that encrypts credentials must have ${keyBytes} bytes.`, {
      context: { bytes: key.length },
    })
  }
  return {
    seal(plain, context) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
      cipher.setAAD(Buffer.from(`${version}.${context}`))
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return `${version}.${Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url')}`
    },
    open(sealed, context) {
      const bytes = bytesOf(sealed)
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
      decipher.setAAD(Buffer.from(`${version}.${context}`))
      decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes))
      try {
        const body = decipher.update(bytes.subarray(nonceBytes, bytes.length - tagBytes))
        return Buffer.concat([body, decipher.final()]).toString('utf8')
      } catch (cause) {
        throw new ConflictError(
          'secrets.wrong_key',
          `The credentials of ${context} cannot be opened: THROUGHLINE_SECRET_KEY, or the key file of the data directory, is not the key they were stored with. Start with that key, or store the credentials again.`,
          { cause, context: { record: context } },
        )
      }
    },
  }
}

function bytesOf(sealed: string): Buffer {
  const [prefix, body, ...rest] = sealed.split('.')
  const bytes = Buffer.from(body ?? '', 'base64url')
  if (prefix !== version || rest.length > 0 || bytes.length < nonceBytes + tagBytes) {
    throw new InvariantError('secrets.unreadable', 'A stored credential has a form this version does not know.', {
      context: { version: prefix?.slice(0, 8) },
    })
  }
  return bytes
}
