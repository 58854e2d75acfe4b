import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { createContext } from './context.ts'
import { createProgram } from './program.ts'
import { runCli } from './run.ts'
import { capturedIo } from './testing/captured-io.ts'

const nobody = { THROUGHLINE_URL: 'http://127.0.0.1:1' }

async function run(args: readonly string[], env: NodeJS.ProcessEnv = nobody, input = '') {
  const io = capturedIo(env, input)
  const exitCode = await runCli(args, io)
  return { exitCode, stdout: io.stdout(), stderr: io.stderr() }
}

function leaves(command: Command, path: readonly string[] = []): string[][] {
  const children = command.commands.filter((child) => child.name() !== 'help')
  if (children.length === 0) return [[...path]]
  return children.flatMap((child) => leaves(child, [...path, child.name()]))
}

const commands = leaves(createProgram(createContext(capturedIo())))

test('the commands of the contract are there', () => {
  const names = commands.map((path) => path.join(' '))
  const wanted = [
    'demo',
    'start',
    'doctor',
    'plan draft',
    'plan validate',
    'plan apply',
    'link',
    'connect jira',
    'connect github',
  ]
  expect(names).toEqual(
    expect.arrayContaining([...wanted, 'sync', 'roadmap', 'report weekly', 'tokens create', 'webhook register']),
  )
})

describe.each(commands.map((path) => [path.join(' '), path] as const))('%s', (_name, path) => {
  test('shows examples in its help, answers 0 and reaches nothing', async () => {
    const { exitCode, stdout, stderr } = await run([...path, '--help'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toContain(`Usage: throughline ${path.join(' ')}`)
    expect(stdout).toMatch(/Examples:\n {2}\$ .*throughline /)
    expect(stdout).toContain('--json')
  })
})

test('the help of the whole documents the exit codes and the environment', async () => {
  const { exitCode, stdout } = await run(['--help'])
  expect(exitCode).toBe(0)
  for (const part of ['Exit codes:', '3  the hub cannot be reached', 'THROUGHLINE_TOKEN', 'NO_COLOR']) {
    expect(stdout).toContain(part)
  }
})

test.each([
  ['an unknown command', ['roadmaps']],
  ['an unknown option', ['roadmap', '--as-off', '2026-01-01']],
  ['a missing argument', ['link', 'EHR-12']],
  ['a choice that is none', ['report', 'weekly', '--format', 'pdf']],
  ['a limit that is none', ['items', '--limit', 'many']],
  ['no command at all', []],
  ['an address that is none', ['roadmap', '--url', 'hub']],
  ['a file that is not there', ['plan', 'validate', '/nowhere/plan.yaml']],
  ['a part that is none', ['connect', 'github', 'code', '--scope', 'clinic/ehr', '--quota-share', '50%']],
  [
    'two secrets in one stream',
    ['connect', 'github', 'code', ...'--scope a/b --token-file - --webhook-secret-file -'.split(' ')],
  ],
  ['a draft from nothing', ['plan', 'draft']],
  ['a webhook that goes nowhere', ['webhook', 'register', 'code']],
  ['a missing token', ['connect', 'github', 'code', '--scope', 'clinic/ehr']],
])('%s is wrong use: exit code 2, and a sentence on standard error', async (_case, args) => {
  const { exitCode, stdout, stderr } = await run(args)
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
  expect(stderr).not.toBe('')
  expect(stderr).not.toMatch(/\n {4}at /)
})

test('Jira Cloud signs in with an account, Jira Data Center with a token alone', async () => {
  const args = ['connect', 'jira', 'own', '--base-url', 'https://jira.clinic.example', '--scope', 'EHR']
  const env = { ...nobody, THROUGHLINE_JIRA_TOKEN: 'a-token' }
  const cloud = await run(args, env)
  expect({ ...cloud, stderr: '' }).toEqual({ exitCode: 2, stdout: '', stderr: '' })
  expect(cloud.stderr).toContain('--email')
  // They come as far as the hub, which is not there.
  for (const own of [['--deployment', 'data-center'], ['--data-center']]) {
    expect((await run([...args, ...own], env)).exitCode).toBe(3)
  }
})

test('a hub that is not there is exit code 3, as JSON when asked for', async () => {
  const { exitCode, stderr } = await run(['roadmap', '--json'])
  expect(exitCode).toBe(3)
  expect(JSON.parse(stderr)).toMatchObject({ code: 'cli.unreachable' })
})

test('stack traces are shown only when LOG_LEVEL asks for them', async () => {
  const quiet = await run(['roadmap'])
  const loud = await run(['roadmap'], { ...nobody, LOG_LEVEL: 'debug' })
  expect(quiet.stderr).not.toMatch(/\n {4}at /)
  expect(loud.stderr).toMatch(/\n {4}at /)
})

describe('plan validate', () => {
  const valid = `plan: small
title: A small plan
period: { start: 2026-01-01, end: 2026-12-31 }
objectives:
  - id: one
    title: One
    deliverables: [{ id: d, title: D, due: 2026-06-30, links: [{ connection: jira, epic: EHR-1 }] }]
`

  test('accepts a valid document from standard input, without a hub', async () => {
    const { exitCode, stdout } = await run(['plan', 'validate', '-'], nobody, valid)
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: 'standard input: plan small is valid: 1 objective, 1 deliverable, 0 KPIs.\n',
    })
  })

  test('names file, line and column of every fault and ends with 1', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'throughline-plan-')), 'plan.yaml')
    await writeFile(file, valid.replace('title: A small plan', 'titel: A small plan').replace('due: 2026', 'due: 2027'))
    const { exitCode, stdout, stderr } = await run(['plan', 'validate', file])
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
    expect(stderr).toContain(`${file}:2:1: `)
    expect(stderr).toContain(`${file}:7:`)
  })

  test('answers faults as JSON when asked for', async () => {
    const { exitCode, stdout } = await run(['plan', 'validate', '-', '--json'], nobody, 'plan: [')
    expect(exitCode).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ valid: false, code: 'plan.invalid' })
  })
})

test.each(['bash', 'zsh', 'fish'])('completion for %s knows every command', async (shell) => {
  const { exitCode, stdout } = await run(['completion', shell])
  expect(exitCode).toBe(0)
  for (const word of ['roadmap', 'validate', '--as-of', '--full', 'webhook', '--quota-share'])
    expect(stdout).toContain(word)
})

test('doctor finds a wrong configuration and ends with 1, whatever else is well', async () => {
  const { exitCode, stdout } = await run(['doctor'], { ...nobody, PORT: 'four thousand' })
  expect(exitCode).toBe(1)
  expect(stdout).toMatch(/fail {2}configuration: PORT .*whole number/)
  expect(stdout).toMatch(/warn {2}hub: No hub answers/)
})

test('doctor names the database that cannot be reached, without its password', async () => {
  const env = { ...nobody, DATABASE_URL: 'postgresql://me:s3cret-word@127.0.0.1:1/hub' }
  const { exitCode, stdout } = await run(['doctor'], env)
  expect(exitCode).toBe(1)
  expect(stdout).toMatch(/fail {2}PostgreSQL: 127\.0\.0\.1, port 1, cannot be reached .*DATABASE_URL/)
  expect(stdout).not.toContain('s3cret-word')
})
