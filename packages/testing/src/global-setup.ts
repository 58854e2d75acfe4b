import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { listen } from './free-port.ts'
import { openTestServer, type TestServer } from './test-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Port on which the run’s main process tells where its PostgreSQL is, starting it for the first who asks. */
    testServerPort: number
  }
}

/**
 * Gives a vitest run one PostgreSQL, started when the first test asks for a database: a run of pure tests never pays for
 * it. It lives in the main process, because a worker process ends with its test file.
 *
 * Returns how to stop it; its files are removed.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'throughline-test-'))
  let server: Promise<TestServer> | null = null
  const door = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    server ??= openTestServer(dataDir)
    server.then(
      ({ url }) => socket.end(JSON.stringify({ url })),
      (error: unknown) =>
        socket.end(JSON.stringify({ failure: error instanceof Error ? error.message : String(error) })),
    )
  })
  project.provide('testServerPort', await listen(door))
  return async () => {
    door.close()
    // A failure to start was told to every test that asked.
    await server?.then(
      (running) => running.stop(),
      () => undefined,
    )
    await rm(dataDir, { recursive: true, force: true })
  }
}
