import { access, constants, mkdir, realpath } from 'node:fs/promises'
import { ConflictError } from '@throughline/errors'

/**
 * Makes the hub's data directory when it is missing and returns its path without links, under which every process
 * knows it.
 *
 * Throws `ConflictError` (`data_dir.not_writable`) when this process may not write there; retrying does not help.
 */
export async function ensureDataDir(dataDir: string): Promise<string> {
  try {
    await mkdir(dataDir, { recursive: true })
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
    return await realpath(dataDir)
  } catch (cause) {
    throw new ConflictError(
      'data_dir.not_writable',
      `The data directory ${dataDir} cannot be written to. Give the account that runs the hub access to it (it may have been made by another one), or set THROUGHLINE_DATA_DIR to another directory.`,
      { cause },
    )
  }
}
