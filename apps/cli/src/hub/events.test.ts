import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readEvents, type ServerEvent } from './events.ts'

test('however the stream is cut, the same events come out', async () => {
  const events = fc.array(
    fc.record({ name: fc.constantFrom('message', 'problem'), data: fc.string({ unit: 'grapheme', minLength: 1 }) }),
  )
  await fc.assert(
    fc.asyncProperty(events, fc.array(fc.nat(400)), async (sent, cuts) => {
      const given = sent.map(({ name, data }) => ({ name, data: JSON.stringify(data) }))
      const text = given.map(({ name, data }) => `event: ${name}\ndata: ${data}\n\n: still here\n\n`).join('')
      expect(await read(Buffer.from(text), cuts)).toEqual(given)
    }),
  )
})

test('an event without a name is a message, and its data may have several lines', async () => {
  expect(await read(Buffer.from('id: 7\ndata: one\ndata: two\n\n'), [])).toEqual([
    { name: 'message', data: 'one\ntwo' },
  ])
})

test('an event that the stream breaks off in is not invented', async () => {
  expect(await read(Buffer.from('data: whole\n\ndata: half'), [])).toEqual([{ name: 'message', data: 'whole' }])
})

async function read(bytes: Buffer, cuts: readonly number[]): Promise<ServerEvent[]> {
  const places = [0, ...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length]
  const chunks = places.slice(1).map((end, index) => new Uint8Array(bytes.subarray(places[index], end)))
  const events: ServerEvent[] = []
  for await (const event of readEvents(ReadableStream.from(chunks))) events.push(event)
  return events
}
