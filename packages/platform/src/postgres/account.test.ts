import { chmod, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { chooseAccount, programEnvironment } from './account.ts'

const isRoot = process.getuid?.() === 0

describe('chooseAccount', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'throughline-account-'))
  })
  afterEach(async () => {
    vi.unstubAllEnvs()
    await rm(folder, { recursive: true, force: true })
  })

  it('keeps the account of an ordinary user', async () => {
    vi.spyOn(process, 'getuid').mockReturnValue(1_000)
    const account = await chooseAccount(['/nonexistent'])
    expect(account.owner).toBeNull()
    expect(account.command('initdb', ['-D', 'x'])).toEqual({ file: 'initdb', args: ['-D', 'x'], ids: {} })
  })

  it.skipIf(!isRoot)('leaves root for another account, by itself where that may enter', async () => {
    await chmod(folder, 0o755)
    const account = await chooseAccount([folder])
    expect(account.owner?.uid).toBeGreaterThan(0)
    expect(account.command('initdb', [])).toEqual({ file: 'initdb', args: [], ids: account.owner })
  })

  it.skipIf(!isRoot)(
    'refuses, and says what to do, where the other account may not enter and nothing can let it',
    async () => {
      // A machine without setpriv: only `id` is found.
      const programs = join(folder, 'programs')
      await mkdir(programs)
      await symlink('/usr/bin/id', join(programs, 'id'))
      vi.stubEnv('PATH', programs)
      await expect(chooseAccount([folder])).rejects.toMatchObject({
        code: 'postgres.root',
        message: expect.stringMatching(new RegExp(`may not enter ${folder}\\. Run as an ordinary user`)),
      })
    },
  )

  it.skipIf(!isRoot)('refuses, and says what to do, on a machine without another account', async () => {
    vi.stubEnv('PATH', folder)
    await expect(chooseAccount([folder])).rejects.toMatchObject({ code: 'postgres.root' })
  })
})

describe('programEnvironment', () => {
  it('hands on nothing of the hub’s secrets', () => {
    vi.stubEnv('THROUGHLINE_SECRET_KEY', 'marker')
    expect(JSON.stringify(programEnvironment())).not.toContain('marker')
    vi.unstubAllEnvs()
  })
})
