import { randomBytes } from 'node:crypto'
import { chmod, link, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ConflictError } from '@throughline/errors'
import { ensureDataDir } from './data-dir.ts'

const fileName = 'secret.key'
const keyBytes = 32

/** Path of the key file of a data directory. */
export function secretKeyFile(dataDir: string): string {
  return join(dataDir, fileName)
}

/**
 * Reads the key that encrypts credentials from the data directory, and makes it at first start: 32 random bytes, as
 * base64, mode 0600. Processes that start at once end with the same key, and none ever reads half of one.
 *
 * A file that others may read is set back to 0600. Throws `ConflictError` (`secrets.key_file`) when it holds no key;
 * retrying does not help.
 */
export async function loadOrCreateKey(dataDir: string): Promise<Buffer> {
  const file = secretKeyFile(dataDir)
  return (await readKey(file)) ?? (await createKey(dataDir, file))
}

async function createKey(dataDir: string, file: string): Promise<Buffer> {
  await ensureDataDir(dataDir)
  const draft = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`
  await writeFile(draft, `${randomBytes(keyBytes).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true })
  try {
    // A link appears with its whole content, and only where nothing stands yet: the first process wins.
    await link(draft, file)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  } finally {
    await rm(draft, { force: true })
  }
  const key = await readKey(file)
  if (key === null) throw unusable(file, 'it vanished while it was made')
  return key
}

async function readKey(file: string): Promise<Buffer | null> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null
    throw error
  }
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length !== keyBytes) throw unusable(file, `it does not hold base64 of ${keyBytes} bytes`)
  // A copy or a restored backup may come back readable for everybody; the key is still the right one.
  const { mode } = await stat(file)
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) await chmod(file, 0o600)
  return key
}

function unusable(file: string, reason: string): ConflictError {
  return new ConflictError(
    'secrets.key_file',
    `The key file ${file} cannot be used: ${reason}. Restore it from a backup, or set THROUGHLINE_SECRET_KEY; without the old key, remove the file and store the credentials of every connection again.`,
  )
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
