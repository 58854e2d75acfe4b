import { afterEach, beforeEach, expect, it } from 'vitest'
import { type HookReceiver, startHookReceiver } from '../testing/hook-receiver.ts'
import { Deliveries, type Delivery } from './deliveries.ts'
import type { Tool } from './request-log.ts'

let receiver: HookReceiver
let closing: AbortController
let deliveries: Deliveries

beforeEach(async () => {
  receiver = await startHookReceiver()
  closing = new AbortController()
  deliveries = new Deliveries(() => 7, closing.signal)
  deliveries.setTiming({ retryDelayMs: 1 })
})
afterEach(async () => {
  closing.abort()
  await deliveries.settled()
  await receiver.close()
})

function call(body: string, retry: Delivery['retry'] = 'jira', tool: Tool = 'jira'): Delivery {
  return { tool, url: `${receiver.url}/hook`, headers: { 'x-name': body }, body, retry }
}

const bodies = () => receiver.calls.map(({ body }) => body)

it('calls arrive in the order of the changes, byte for byte', async () => {
  for (const body of ['{"a":1}', '{"b":"ü"}', '{"c":3}']) deliveries.send(call(body))
  await deliveries.settled()
  expect(bodies()).toEqual(['{"a":1}', '{"b":"ü"}', '{"c":3}'])
  expect(deliveries.list()[2]).toMatchObject({ id: 3, state: 'delivered', statuses: [200], at: 7, answer: 'noted' })
})

it.each([408, 409, 425, 429, 500, 503])('Jira repeats after %i, and counts', async (status) => {
  receiver.answers.push(status, status)
  const record = deliveries.send(call('a'))
  await deliveries.settled()
  expect(record).toMatchObject({ state: 'delivered', statuses: [status, status, 200] })
  expect(receiver.calls.map(({ headers }) => headers['x-atlassian-webhook-retry'])).toEqual([undefined, '1', '2'])
})

it('Jira gives up at once where repeating cannot help, and after five repetitions elsewhere', async () => {
  receiver.answers.push(404, 503, 503, 503, 503, 503, 503)
  const [refused, hopeless] = [deliveries.send(call('a')), deliveries.send(call('b'))]
  await deliveries.settled()
  expect(refused).toMatchObject({ state: 'failed', statuses: [404] })
  expect(hopeless).toMatchObject({ state: 'failed', statuses: [503, 503, 503, 503, 503, 503] })
})

it('Jira repeats when there is no answer in time, and when nobody listens', async () => {
  deliveries.setTiming({ timeoutMs: 50 })
  receiver.answers.push('hang')
  const slow = deliveries.send(call('a'))
  await deliveries.settled()
  expect(slow).toMatchObject({ state: 'delivered', statuses: [null, 200] })
  await receiver.close()
  const nobody = deliveries.send(call('b'))
  await deliveries.settled()
  expect(nobody).toMatchObject({ state: 'failed', statuses: [null, null, null, null, null, null] })
})

it('GitHub never repeats', async () => {
  receiver.answers.push(503)
  const record = deliveries.send(call('a', 'none', 'github'))
  await deliveries.settled()
  expect(record).toMatchObject({ state: 'failed', statuses: [503] })
})

it('a repetition does not hold up the calls behind it', async () => {
  deliveries.setTiming({ retryDelayMs: 200 })
  receiver.answers.push(503)
  deliveries.send(call('a'))
  deliveries.send(call('b'))
  await deliveries.settled()
  expect(bodies()).toEqual(['a', 'b', 'a'])
})

it('calls held back wait for the flush of their tool, and leave as it says', async () => {
  deliveries.hold('jira', true)
  for (const body of ['a', 'b', 'c']) deliveries.send(call(body))
  deliveries.send(call('g', 'none', 'github'))
  await deliveries.settled()
  expect(bodies()).toEqual(['g'])
  deliveries.flush('jira', { order: [2, 0], duplicates: 3 })
  await deliveries.settled()
  expect(bodies()).toHaveLength(7)
  expect(deliveries.list('jira').map(({ state }) => state)).toEqual(Array.from({ length: 6 }, () => 'delivered'))
  deliveries.send(call('d'))
  deliveries.flush('jira', { drop: 1 })
  deliveries.hold('jira', false)
  deliveries.send(call('e'))
  await deliveries.settled()
  expect(bodies().slice(7)).toEqual(['e'])
  expect(deliveries.list('jira').map(({ state }) => state)).toContain('dropped')
})

it('closing ends calls that are under way', async () => {
  receiver.answers.push('hang')
  const record = deliveries.send(call('a'))
  deliveries.send(call('b'))
  closing.abort()
  await deliveries.settled()
  expect(record.state).toBe('waiting')
  expect(bodies()).not.toContain('b')
})
