import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** A folder beside the project that some tests need. */
export interface SharedFolder {
  readonly path: string
  /** Whether tests that need it are skipped. */
  readonly isAbsent: boolean
}

/**
 * Looks for `../shared/{name}` from the project's root. Where it is absent a line says so; in continuous integration
 * nothing is skipped, so that tests fail there instead.
 */
export function sharedFolder(name: 'data' | 'specs'): SharedFolder {
  const path = join(import.meta.dirname, '../../../../../shared', name)
  const isAbsent = !existsSync(path) && process.env.CI !== 'true'
  if (isAbsent) process.stderr.write(`skipped: tests that need ../shared/${name}, which is not there\n`)
  return { path, isAbsent }
}
