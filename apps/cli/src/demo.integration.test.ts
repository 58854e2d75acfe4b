import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createTestDatabase, type TestDatabase } from '@throughline/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** The launcher, as `npx throughline` runs it. */
const launcher = fileURLToPath(new URL('../bin/throughline', import.meta.url))
const execute = promisify(execFile)

let folder: string
let database: TestDatabase

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-demo-'))
  database = await createTestDatabase()
})

afterAll(async () => {
  await database?.drop()
  await rm(folder, { recursive: true, force: true })
})

/** Runs `throughline demo --once` from a folder that has nothing to do with the project; rejects unless it ends with 0. */
async function once(): Promise<{ stdout: string; stderr: string }> {
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: database.url,
    THROUGHLINE_DATA_DIR: join(folder, 'data'),
    PORT: '0',
  }
  return execute(launcher, ['demo', '--once'], { cwd: folder, env, timeout: 85_000 })
}

test('demo --once prints the report as Markdown and nothing else, and a second run ends in the same numbers', {
  timeout: 180_000,
}, async () => {
  const first = await once()
  const second = await once()
  const timeless = (text: string) =>
    text.replace(/; as of [^.]*\./, '.').replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, 'then')
  expect(first.stdout).toMatch(/^# Electronic health records across all sites\n\nWeek \d{4}-W\d\d, /)
  expect(timeless(second.stdout)).toBe(timeless(first.stdout))
  // What the tools hold is drawn anew each day: on some, all the work of the cancelled deliverable was dropped.
  const objectives = first.stdout.split('\n## ').filter((section) => /^[^\n]+\n\n\*\*/.test(section))
  expect(objectives).toHaveLength(5)
  for (const objective of objectives) {
    expect(objective).toMatch(
      /^[^\n]+\n\n\*\*[\d.]+ %(?: over \d+ of \d+ deliverables)?\*\* \([+-]?[\d.]+ pp so far this week, [+-]?[\d.]+ pp last week\)/,
    )
  }
  expect(first.stdout).toMatch(/\| Lead time of a change to the record \| [\d.]+ days .*\| \d+ items \|/)
  expect(first.stderr).toMatch(/jira EHR: succeeded, \d+ fetched, \d+ changed/)
})
