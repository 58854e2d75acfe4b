import { writeFile } from 'node:fs/promises'
import { ValidationError } from '@throughline/errors'

/** Writes a file that is not there yet: what somebody worked on is not written over. */
export async function writeNew(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' })
  } catch (cause) {
    const isThere = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST'
    const why = isThere ? 'is there already; choose another name.' : 'cannot be written. Check its folder.'
    throw new ValidationError('cli.file', `The file ${path} ${why}`, [], { cause })
  }
}
