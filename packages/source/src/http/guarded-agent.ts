import { isIP, type LookupFunction } from 'node:net'
import { UpstreamRefusedError } from '@throughline/errors'
import { Agent, buildConnector } from 'undici'
import { addressRefusal, hostRefusal } from './address-policy.ts'
import type { HttpTarget } from './http-target.ts'
import type { HttpTuning } from './http-tuning.ts'

/** The largest answer read, compressed; a page of 100 issues is well below 5 MB. */
const RESPONSE_BYTES_MAX = 64 * 1024 * 1024

/**
 * An undici dispatcher with keep-alive whose connections go to allowed addresses only. The check sits where the socket
 * is opened, on the addresses it will really use: a host name that answers differently the second time gains nothing,
 * and redirects pass the same gate.
 *
 * Requests through it fail with `UpstreamRefusedError` (`<code>.address_refused`) as the cause when an address is
 * refused; see `addressRefusal` for which are.
 */
export function guardedAgent(target: HttpTarget, allowPrivateHosts: boolean, tuning: HttpTuning): Agent {
  const refuse = (reason: string) =>
    new UpstreamRefusedError(
      `${target.code}.address_refused`,
      `Connection ${target.connection} may not reach its address: ${reason}. Correct baseUrl, or set THROUGHLINE_ALLOW_PRIVATE_HOSTS=true for tools in a private network.`,
    )
  const lookup: LookupFunction = (hostname, options, callback) => {
    tuning.lookup(hostname, { ...options, all: true }, (error, found, family) => {
      if (error !== null) return callback(error, [])
      const answers = Array.isArray(found) ? found : [{ address: found, family: family ?? isIP(found) }]
      const allowed = answers.filter(({ address }) => addressRefusal(address, allowPrivateHosts) === null)
      const [first] = allowed
      if (first === undefined) {
        const reason = addressRefusal(answers[0]?.address ?? '', allowPrivateHosts)
        return callback(refuse(`${hostname} leads to a place where ${reason}`), [])
      }
      if (options.all === true) callback(null, allowed)
      else callback(null, first.address, first.family)
    })
  }
  const connect = buildConnector({ lookup, timeout: tuning.connectTimeoutMs, allowH2: false })
  return new Agent({
    headersTimeout: tuning.headersTimeoutMs,
    bodyTimeout: tuning.bodyTimeoutMs,
    maxResponseSize: RESPONSE_BYTES_MAX,
    connections: tuning.concurrency,
    keepAliveTimeout: 30_000,
    connect: (options, callback) => {
      // An address written as digits never passes the lookup.
      const host = options.hostname.replace(/^\[|\]$/g, '')
      const reason = isIP(host) === 0 ? hostRefusal(host) : addressRefusal(host, allowPrivateHosts)
      if (reason === null) connect(options, callback)
      else callback(refuse(reason), null)
    },
  })
}
