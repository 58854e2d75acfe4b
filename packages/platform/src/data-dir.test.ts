import { mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { ensureDataDir } from './data-dir.ts'

async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'throughline-data-')))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

it('makes a missing directory, and gives one path to all its names', async () => {
  const folder = await temporaryFolder()
  await symlink(folder, join(folder, 'alias'))
  expect(await ensureDataDir(join(folder, 'alias', 'a', 'b'))).toBe(join(folder, 'a', 'b'))
  expect(await ensureDataDir(join(folder, 'a', 'b'))).toBe(join(folder, 'a', 'b'))
})

it('says what to do about a directory that cannot be one', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'file'), '')
  await expect(ensureDataDir(join(folder, 'file'))).rejects.toMatchObject({
    code: 'data_dir.not_writable',
    message: expect.stringContaining('set THROUGHLINE_DATA_DIR to another directory'),
  })
})
