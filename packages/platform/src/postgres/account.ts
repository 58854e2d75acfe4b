import { execFile } from 'node:child_process'
import { access, constants, stat } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { ConflictError } from '@throughline/errors'

/** Who the server runs as, and how a program is started as them. */
export interface Account {
  /** Null keeps the account of this process. */
  readonly owner: { readonly uid: number; readonly gid: number } | null
  /** The command that runs `program` as this account. */
  command(program: string, args: readonly string[]): Command
}

/** What to hand to `spawn`. */
interface Command {
  readonly file: string
  readonly args: readonly string[]
  readonly ids: { readonly uid?: number; readonly gid?: number }
}

/** The environment of PostgreSQL's programs: what finding and loading them needs, and nothing of the hub's secrets. */
export function programEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TMPDIR, TEMP } = process.env
  return { PATH, SystemRoot, TMPDIR, TEMP, LC_ALL: 'C' }
}

/** Existing accounts to run as in place of root; none is created, because a demo should not change the machine. */
const accountNames = ['postgres', 'nobody']

/**
 * Chooses the account of the server. PostgreSQL refuses to run as root; where this process does, the server runs as
 * `postgres`, else `nobody`. When that account may not enter one of `directories` (a home of root, a private temporary
 * directory), it is given the one capability that lets it pass, by util-linux's `setpriv`.
 *
 * Throws `ConflictError` (`postgres.root`) when neither is possible; retrying does not help.
 */
export async function chooseAccount(directories: readonly string[]): Promise<Account> {
  if (process.getuid?.() !== 0) {
    return { owner: null, command: (file, args) => ({ file, args, ids: {} }) }
  }
  const owner = await firstAccount()
  if (owner === null) throw impossible(`the machine has no account ${accountNames.join(' or ')} to run as instead`)
  const closed = await firstClosed(directories, owner)
  if (closed === null) return { owner, command: (file, args) => ({ file, args, ids: owner }) }
  const setpriv = await findProgram('setpriv')
  if (setpriv === null || !(await mayPass(setpriv, owner, closed))) {
    throw impossible(`the account it would run as instead may not enter ${closed}`)
  }
  return { owner, command: (file, args) => ({ file: setpriv, args: [...passing(owner), file, ...args], ids: {} }) }
}

type Owner = NonNullable<Account['owner']>

function impossible(reason: string): ConflictError {
  return new ConflictError(
    'postgres.root',
    `The embedded PostgreSQL cannot start: this process runs as root, PostgreSQL refuses to, and ${reason}. Run as an ordinary user, keep the project and THROUGHLINE_DATA_DIR in directories that every user may enter, or set DATABASE_URL to a PostgreSQL server.`,
  )
}

async function firstAccount(): Promise<Owner | null> {
  for (const name of accountNames) {
    const uid = await idOf('-u', name)
    const gid = await idOf('-g', name)
    if (uid !== null && gid !== null) return { uid, gid }
  }
  return null
}

async function idOf(kind: '-u' | '-g', name: string): Promise<number | null> {
  const answer = await run('id', [kind, name])
  return answer !== null && /^\d+\s*$/.test(answer) ? Number(answer) : null
}

/** The first directory on the way to, or among, `directories` that the owner may not pass; null when there is none. */
async function firstClosed(directories: readonly string[], { uid, gid }: Owner): Promise<string | null> {
  const all = new Set(directories.flatMap(waysTo))
  for (const directory of all) {
    const { mode, uid: ownerUid, gid: ownerGid } = await stat(directory)
    const passBit = ownerUid === uid ? 0o100 : ownerGid === gid ? 0o010 : 0o001
    if ((mode & passBit) === 0) return directory
  }
  return null
}

function waysTo(directory: string): string[] {
  const parent = dirname(directory)
  return parent === directory ? [directory] : [...waysTo(parent), directory]
}

function passing({ uid, gid }: Owner): string[] {
  const capability = '+dac_override'
  const ids = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
  return [...ids, `--inh-caps=${capability}`, `--ambient-caps=${capability}`, '--']
}

async function mayPass(setpriv: string, owner: Owner, directory: string): Promise<boolean> {
  return (await run(setpriv, [...passing(owner), 'test', '-e', join(directory, '.')])) !== null
}

async function findProgram(name: string): Promise<string | null> {
  for (const directory of (process.env.PATH ?? '').split(delimiter).filter(Boolean)) {
    const file = join(directory, name)
    const isThere = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (isThere) return file
  }
  return null
}

/** Standard output of a program; null when it cannot be run or ends with another code than 0. */
async function run(file: string, args: readonly string[]): Promise<string | null> {
  return promisify(execFile)(file, [...args]).then(
    ({ stdout }) => stdout,
    () => null,
  )
}
