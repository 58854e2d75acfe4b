import { createParser } from 'eventsource-parser'

/** One server-sent event. */
export interface ServerEvent {
  /** `message` where the server names none. */
  readonly name: string
  readonly data: string
}

/** Reads server-sent events from an answer's body, however it is cut into chunks. Comments keep nothing alive here. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const waiting: ServerEvent[] = []
  const parser = createParser({
    onEvent: ({ event, data }) => waiting.push({ name: event ?? 'message', data }),
  })
  const decoder = new TextDecoder()
  for await (const chunk of body) {
    parser.feed(decoder.decode(chunk, { stream: true }))
    yield* waiting.splice(0)
  }
}
