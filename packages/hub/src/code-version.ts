import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/**
 * Which code runs: the version of the package, followed in a checkout by its commit, as `0.1.0+4f2c…`. Read from files: an image
 * has no git, and a checkout need not have it either.
 */
export async function readCodeVersion(): Promise<string> {
  const manifest: { readonly version: string } = JSON.parse(
    await readFile(new URL('../package.json', import.meta.url), 'utf8'),
  )
  const commit = await readCommit()
  return commit === null ? manifest.version : `${manifest.version}+${commit}`
}

/** The commit that is checked out, or null. */
async function readCommit(): Promise<string | null> {
  // In a worktree .git is a file that says where its folder is, and branches lie in that of the whole repository.
  const link = await readText(resolve(root, '.git'))
  const folder = resolve(root, link?.match(/^gitdir: (.+)$/m)?.[1] ?? '.git')
  const head = await readText(resolve(folder, 'HEAD'))
  const branch = head?.match(/^ref: (.+)$/m)?.[1]
  if (branch === undefined) return commitIn(head)
  const shared = resolve(folder, (await readText(resolve(folder, 'commondir')))?.trim() ?? '.')
  const packed = (await readText(resolve(shared, 'packed-refs')))
    ?.split('\n')
    .find((line) => line.endsWith(` ${branch}`))
  return commitIn(await readText(resolve(shared, branch))) ?? commitIn(packed ?? null)
}

function commitIn(text: string | null): string | null {
  return text?.match(/^[0-9a-f]{40,64}/)?.[0] ?? null
}

/** A file as text; null where there is none that can be read, a folder included. */
async function readText(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null)
}
