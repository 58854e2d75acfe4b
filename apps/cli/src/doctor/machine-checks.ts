import { constants } from 'node:fs'
import { access, readFile, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import { ThroughlineError } from '@throughline/errors'
import { type Config, findBinaries, secretKeyFile } from '@throughline/platform'
import { type Finding, fail, ok, warn } from './finding.ts'
import { reachable } from './reachable.ts'

/** The oldest Node that runs TypeScript as it is. */
const nodeMin = 24

/** Whether this Node runs the project. */
export function checkNode(version: string): Finding {
  const major = Number(version.split('.')[0])
  if (major >= nodeMin) return ok('node', `Node ${version}`)
  return fail('node', `Node ${version} is too old. Run "npm ci"; npm scripts and npx then use the project’s own Node.`)
}

/** Whether the data directory can be written to, or made. */
export async function checkDataDir({ dataDir }: Config): Promise<Finding> {
  const what = 'data directory'
  for (let path = dataDir; ; path = dirname(path)) {
    try {
      await access(path, constants.W_OK | constants.X_OK)
      return ok(what, path === dataDir ? dataDir : `${dataDir} can be made`)
    } catch (error) {
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
      if (isMissing && path !== dirname(path)) continue
      return fail(what, `${path} cannot be written to. Change its mode, or set THROUGHLINE_DATA_DIR to another one.`)
    }
  }
}

/** Whether PostgreSQL answers, or the embedded one can be started. */
export async function checkPostgres({ databaseUrl }: Config): Promise<Finding> {
  const what = 'PostgreSQL'
  if (databaseUrl !== null) return reachable(what, databaseUrl, 5_432, 'DATABASE_URL')
  try {
    await findBinaries()
    return ok(what, 'embedded; its binaries are here')
  } catch (error) {
    if (error instanceof ThroughlineError) return fail(what, error.message)
    throw error
  }
}

/** Whether Redis answers, where it is wanted. */
export async function checkRedis({ redisUrl }: Config): Promise<Finding> {
  if (redisUrl === null) return ok('queues', 'on PostgreSQL; REDIS_URL moves them to Redis')
  return reachable('Redis', redisUrl, 6_379, 'REDIS_URL')
}

/** Whether the key that encrypts credentials can be read by this process, and by it alone. */
export async function checkSecretKey({ secretKey, dataDir }: Config): Promise<Finding> {
  const what = 'secret key'
  if (secretKey !== null) return ok(what, 'from THROUGHLINE_SECRET_KEY')
  const file = secretKeyFile(dataDir)
  try {
    const { mode } = await stat(file)
    const key = Buffer.from((await readFile(file, 'utf8')).trim(), 'base64')
    if (key.length !== 32) return fail(what, `${file} does not hold base64 of 32 bytes. Restore it from a backup.`)
    const isOpen = process.platform !== 'win32' && (mode & 0o077) !== 0
    return isOpen
      ? warn(what, `others may read ${file}. Run chmod 600 on it; the next start does too.`)
      : ok(what, file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return ok(what, 'none yet; the first start makes one')
    }
    return fail(what, `${file} cannot be read. Run as the user who owns it, or set THROUGHLINE_SECRET_KEY.`)
  }
}

/** Whether the API could listen. */
export async function checkPort({ host, port }: Config): Promise<Finding> {
  const code = await new Promise<string | null>((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'))
    server.listen(port, host, () => server.close(() => resolve(null)))
  })
  if (code === null) return ok('port', `${host}, port ${port}, is free`)
  if (code === 'EADDRINUSE') {
    return warn('port', `${host}, port ${port}, is taken; by a running hub, if the next line says so. Else set PORT.`)
  }
  return fail('port', `the API cannot listen on ${host}, port ${port} (${code}). Set HOST and PORT.`)
}
