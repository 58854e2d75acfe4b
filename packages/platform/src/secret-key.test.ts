import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadOrCreateKey, secretKeyFile } from './secret-key.ts'

describe('loadOrCreateKey', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'throughline-key-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('makes 32 random bytes that only their owner may read, and finds them again', async () => {
    const dataDir = join(folder, 'not', 'there', 'yet')
    const key = await loadOrCreateKey(dataDir)
    expect(key).toHaveLength(32)
    expect((await stat(secretKeyFile(dataDir))).mode & 0o777).toBe(0o600)
    expect(await loadOrCreateKey(dataDir)).toEqual(key)
    expect(await loadOrCreateKey(join(folder, 'another'))).not.toEqual(key)
  })

  it('gives all who start at once the same key, and leaves nothing else behind', async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, () => loadOrCreateKey(folder)))
    expect(new Set(keys.map((key) => key.toString('base64'))).size).toBe(1)
    expect(await readdir(folder)).toEqual(['secret.key'])
  })

  it('closes a key file that came back open', async () => {
    const key = await loadOrCreateKey(folder)
    await chmod(secretKeyFile(folder), 0o644)
    expect(await loadOrCreateKey(folder)).toEqual(key)
    expect((await stat(secretKeyFile(folder))).mode & 0o777).toBe(0o600)
  })

  it.each(['', 'too short', 'A'.repeat(60)])('refuses a file that holds %j rather than replacing it', async (text) => {
    await writeFile(secretKeyFile(folder), text)
    await expect(loadOrCreateKey(folder)).rejects.toMatchObject({
      code: 'secrets.key_file',
      message: expect.stringContaining('Restore it from a backup'),
    })
  })
})
