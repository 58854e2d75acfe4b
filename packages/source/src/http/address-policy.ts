import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Names under which clouds serve their instance metadata; refused before they are looked up. */
const METADATA_HOSTS = new Set([
  'metadata',
  'metadata.goog',
  'metadata.google.internal',
  'metadata.azure.internal',
  'metadata.tencentyun.com',
  'instance-data',
  'instance-data.ec2.internal',
])

/**
 * Metadata services that lie outside the link-local range: Amazon's over IPv6, Alibaba's, Azure's wire server, and
 * Oracle's. Whoever reaches one reads the machine's credentials.
 */
const METADATA_ADDRESSES = new Set(['fd00:ec2::254', '100.100.100.200', '168.63.129.16', '192.0.0.192'])

const PRIVATE_RANGES = new Set(['loopback', 'private', 'uniqueLocal', 'carrierGradeNat'])

/**
 * Says why a host name may not be asked for, or null when its addresses decide. Case and a trailing dot do not matter.
 */
export function hostRefusal(host: string): string | null {
  const name = host.toLowerCase().replace(/\.$/, '')
  return METADATA_HOSTS.has(name) ? `${name} serves cloud metadata` : null
}

/**
 * Says why an IP address may not be connected to, or null when it may. Public unicast addresses pass; loopback,
 * private, unique-local and carrier-grade NAT addresses pass only when `allowPrivateHosts`; link-local, metadata,
 * unspecified, multicast, tunnelled and reserved ones never do. An IPv4 address inside an IPv6 one (mapped, NAT64) is
 * judged as itself.
 */
export function addressRefusal(address: string, allowPrivateHosts: boolean): string | null {
  if (!ipaddr.isValid(address)) return `${address} is no IP address`
  const parsed = embedded(ipaddr.parse(address))
  if (METADATA_ADDRESSES.has(parsed.toString())) return `${parsed.toString()} serves cloud metadata`
  const range = parsed.range()
  if (range === 'unicast') return null
  if (!PRIVATE_RANGES.has(range)) return `${parsed.toString()} is a ${words(range)} address`
  if (allowPrivateHosts) return null
  return `${parsed.toString()} is a ${words(range)} address and THROUGHLINE_ALLOW_PRIVATE_HOSTS is not true`
}

/**
 * Says why a tool’s address may not be stored, or null when nothing in its text forbids it. A host name still has to
 * pass at every connect, when its addresses are known.
 */
export function urlRefusal(text: string, allowPrivateHosts: boolean): string | null {
  const url = URL.parse(text)
  if (url === null) return `${text} is no address such as https://example.atlassian.net`
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return `${url.protocol.slice(0, -1)} is neither http nor https`
  if (url.username !== '' || url.password !== '')
    return 'an address that holds credentials would show them; put them into auth'
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  if (isIP(host) !== 0) return addressRefusal(host, allowPrivateHosts)
  const isLoopback = /(^|\.)localhost\.?$/i.test(host)
  if (isLoopback && !allowPrivateHosts) return `${host} is this machine and THROUGHLINE_ALLOW_PRIVATE_HOSTS is not true`
  return hostRefusal(host)
}

function embedded(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  if (address instanceof ipaddr.IPv4) return address
  if (address.isIPv4MappedAddress()) return address.toIPv4Address()
  if (address.range() === 'rfc6052') return new ipaddr.IPv4(address.toByteArray().slice(12))
  return address
}

function words(range: string): string {
  return range.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
