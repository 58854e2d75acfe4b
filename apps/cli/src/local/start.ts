import { createLogger, onShutdown, readConfig } from '@throughline/platform'
import type { Io } from '../io.ts'
import { openLocalHub } from './open-local-hub.ts'

/** Runs a hub for real use until it is asked to stop; returns when it listens. The log goes to standard error. */
export async function start(io: Io): Promise<void> {
  const config = readConfig(io.env)
  const secrets = config.adminToken === null ? [] : [config.adminToken]
  const log = createLogger({ level: config.logLevel, destination: { write: (line) => io.err(line) }, secrets })
  const shutdown = onShutdown({ log })
  try {
    const { url, firstToken } = await openLocalHub({ config, log, shutdown })
    io.out(`Throughline listens on ${url}\n`)
    if (firstToken !== null) {
      io.out(`Admin token, shown this once: ${firstToken}\n`)
      io.out(`To use it in this shell's commands: export THROUGHLINE_TOKEN=${firstToken}\n`)
    }
  } catch (error) {
    await shutdown.close()
    throw error
  }
}
