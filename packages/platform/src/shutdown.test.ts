import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { onShutdown, type ShutdownProcess } from './shutdown.ts'

class FakeProcess extends EventEmitter implements ShutdownProcess {
  readonly #exit = Promise.withResolvers<number>()
  readonly codes: number[] = []
  /** The first exit code. */
  readonly ended = this.#exit.promise
  exit(code: number) {
    this.codes.push(code)
    this.#exit.resolve(code)
  }
}

function setUp(timeoutMs?: number) {
  const process = new FakeProcess()
  const messages: [object, string][] = []
  const log = {
    info: () => undefined,
    error: (fields: object, message: string) => messages.push([fields, message]),
  }
  const shutdown = onShutdown({ log, process, ...(timeoutMs === undefined ? {} : { timeoutMs }) })
  return { process, messages, shutdown }
}

describe('onShutdown', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('closes in reverse order on %s and exits with 0', async (signal) => {
    const { process, shutdown } = setUp()
    const closed: string[] = []
    shutdown.add('database', () => closed.push('database'))
    shutdown.add('worker', async () => {
      await Promise.resolve()
      closed.push('worker')
    })
    process.emit(signal)
    expect(await process.ended).toBe(0)
    expect(closed).toEqual(['worker', 'database'])
  })

  it('closes the rest when one fails, says which, and exits with 1', async () => {
    const { process, messages, shutdown } = setUp()
    const closed: string[] = []
    shutdown.add('database', () => closed.push('database'))
    shutdown.add('worker', () => Promise.reject(new Error('stuck')))
    process.emit('SIGTERM')
    expect(await process.ended).toBe(1)
    expect(closed).toEqual(['database'])
    expect(messages).toEqual([[expect.objectContaining({ name: 'worker' }), 'Could not be closed']])
  })

  it('waits no longer than the time-out, yet still asks everything to close', async () => {
    const { process, messages, shutdown } = setUp(20)
    const asked: string[] = []
    const never = (name: string) => () => {
      asked.push(name)
      return new Promise(() => undefined)
    }
    shutdown.add('database', never('database'))
    shutdown.add('worker', never('worker'))
    process.emit('SIGTERM')
    expect(await process.ended).toBe(1)
    expect(asked).toEqual(['worker', 'database'])
    expect(messages).toHaveLength(2)
  })

  it('exits at once on a second signal', async () => {
    const { process, shutdown } = setUp()
    shutdown.add('worker', () => new Promise(() => undefined))
    process.emit('SIGINT')
    expect(process.codes).toEqual([])
    process.emit('SIGINT')
    expect(process.codes).toEqual([1])
    await process.ended
  })

  it('closes once, whoever asks', async () => {
    const { process, shutdown } = setUp()
    let closed = 0
    shutdown.add('database', () => {
      closed += 1
    })
    const codes = await Promise.all([shutdown.close(), shutdown.close()])
    process.emit('SIGTERM')
    expect(await process.ended).toBe(0)
    expect(codes).toEqual([0, 0])
    expect(closed).toBe(1)
  })
})
