import { createHmac } from 'node:crypto'
import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { verifySignature } from './verify-signature.ts'

// The example of Atlassian's and GitHub's documentation.
const secret = "It's a Secret to Everybody"
const body = Buffer.from('Hello World!')
const hex = 'a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9'

const sign = (key: string, bytes: Uint8Array) => `sha256=${createHmac('sha256', key).update(bytes).digest('hex')}`

test('the documented example passes, in either case', () => {
  expect(verifySignature(secret, body, `sha256=${hex}`)).toBe(true)
  expect(verifySignature(secret, body, `sha256=${hex.toUpperCase()}`)).toBe(true)
})

test.each([
  null,
  '',
  hex,
  'sha256=',
  `sha256=${hex.slice(1)}`,
  `sha256=${hex}00`,
  `sha256=${hex} `,
  `sha256=${hex}\n`,
  ` sha256=${hex}`,
  `sha256=sha256=${hex}`,
  `sha256=${'g'.repeat(64)}`,
  `sha512=${hex}`,
  `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`,
  `sha1=${hex}`,
])('%j proves nothing', (header) => {
  expect(verifySignature(secret, body, header)).toBe(false)
})

test('an empty secret signs nothing', () => {
  expect(verifySignature('', body, sign('', body))).toBe(false)
})

const bytes = fc.uint8Array({ maxLength: 200 })
const secrets = fc.string({ minLength: 1, unit: 'grapheme' })

test.prop([secrets, bytes])('what was signed passes', (key, content) => {
  expect(verifySignature(key, content, sign(key, content))).toBe(true)
})

test.prop([secrets, fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(), fc.integer({ min: 1, max: 255 })])(
  'a body that differs in one byte does not pass, nor does a longer or a shorter one',
  (key, content, at, difference) => {
    const signature = sign(key, content)
    const changed = content.map((byte, index) => (index === at % content.length ? byte ^ difference : byte))
    for (const other of [changed, content.slice(1), new Uint8Array([...content, difference])]) {
      expect(verifySignature(key, other, signature)).toBe(false)
    }
  },
)

test.prop([secrets, secrets, bytes])('nobody signs with another secret', (key, other, content) => {
  fc.pre(key !== other)
  expect(verifySignature(key, content, sign(other, content))).toBe(false)
})

test.prop([fc.string({ unit: 'binary' })])('whatever the header is, the answer is no, never an error', (header) => {
  expect(verifySignature(secret, body, header)).toBe(false)
})
