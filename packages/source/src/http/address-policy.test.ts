import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { addressRefusal, hostRefusal, urlRefusal } from './address-policy.ts'

describe.each([true, false])('with private hosts allowed: %s', (allowPrivateHosts) => {
  test.each([
    '169.254.169.254',
    '169.254.0.1',
    'fe80::1',
    'fd00:ec2::254',
    '100.100.100.200',
    '168.63.129.16',
    '192.0.0.192',
    '0.0.0.0',
    '::',
    '224.0.0.1',
    'ff02::1',
    '240.0.0.1',
    '255.255.255.255',
    '198.18.0.1',
    '::ffff:169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    '2002:a9fe:a9fe::1',
    'not an address',
  ])('%s is refused', (address) => {
    expect(addressRefusal(address, allowPrivateHosts)).not.toBeNull()
  })

  test.each([
    '127.0.0.1',
    '127.8.9.1',
    '::1',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    'fd12::1',
    '100.64.0.1',
    '::ffff:10.0.0.1',
  ])('%s passes only when private hosts are allowed', (address) => {
    expect(addressRefusal(address, allowPrivateHosts) === null).toBe(allowPrivateHosts)
  })

  test.each(['104.192.141.1', '140.82.121.6', '2606:50c0:8000::153'])('%s, a public address, passes', (address) => {
    expect(addressRefusal(address, allowPrivateHosts)).toBeNull()
  })

  test.prop([fc.ipV4()])('an IPv4 address is judged alike however it is wrapped', (address) => {
    const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number)
    const tail = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
    const isRefused = addressRefusal(address, allowPrivateHosts) !== null
    expect(addressRefusal(`::ffff:${address}`, allowPrivateHosts) !== null).toBe(isRefused)
    expect(addressRefusal(`64:ff9b::${tail}`, allowPrivateHosts) !== null).toBe(isRefused)
  })
})

test('the refusal of a private address says which setting allows it', () => {
  expect(addressRefusal('10.0.0.1', false)).toContain('THROUGHLINE_ALLOW_PRIVATE_HOSTS')
})

test.each(['metadata.google.internal', 'METADATA.google.internal.', 'instance-data'])(
  'host %s is refused by name',
  (host) => {
    expect(hostRefusal(host)).not.toBeNull()
  },
)

test('other host names are left to their addresses', () => {
  expect(hostRefusal('example.atlassian.net')).toBeNull()
})

test.each([
  ['https://example.atlassian.net', null, null],
  ['https://api.github.com/', null, null],
  ['http://169.254.169.254/latest', /metadata|link-local/, /metadata|link-local/],
  ['http://[fe80::1]/', /link-local/, /link-local/],
  ['http://metadata.google.internal/', /metadata/, /metadata/],
  ['http://127.0.0.1:8080', /THROUGHLINE_ALLOW_PRIVATE_HOSTS/, null],
  ['http://2130706433/', /THROUGHLINE_ALLOW_PRIVATE_HOSTS/, null],
  ['http://localhost:8080', /THROUGHLINE_ALLOW_PRIVATE_HOSTS/, null],
  ['http://10.1.2.3', /THROUGHLINE_ALLOW_PRIVATE_HOSTS/, null],
  ['ftp://example.org', /neither http nor https/, /neither http nor https/],
  ['https://me:secret@example.org', /credentials/, /credentials/],
  ['not an address', /such as https/, /such as https/],
])('the address %s is judged before it is stored', (url, whenRefused, whenAllowed) => {
  for (const [allowed, reason] of [
    [false, whenRefused],
    [true, whenAllowed],
  ] as const) {
    const refusal = urlRefusal(url, allowed)
    if (reason === null) expect(refusal).toBeNull()
    else expect(refusal).toMatch(reason)
  }
})
