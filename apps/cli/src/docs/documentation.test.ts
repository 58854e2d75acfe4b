import { existsSync, globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { catalog } from '@throughline/jobs'
import { environmentReference } from '@throughline/platform'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { exitCodes } from '../exit-code.ts'
import { read, root } from './source-files.ts'

const pages = globSync(['*.md', 'docs/**/*.md', '{apps,packages}/*/README.md'], { cwd: root }).sort()

test('the README lists every variable of the environment, with its meaning and default', () => {
  const rows = environmentReference().map((one) => `| \`${one.name}\` | ${one.meaning} | ${one.default} |`)
  const section = read('README.md').split('## Configuration\n')[1]?.split('\n## ')[0] ?? ''
  expect(section.match(/^\| `.*$/gm)).toEqual(rows)
})

test('the README lists every exit code', () => {
  const section = read('README.md').split('## Command line\n')[1]?.split('\n## ')[0] ?? ''
  const listed = [...section.matchAll(/^\| (\d) \|/gm)].map(([, code]) => Number(code))
  expect(listed).toEqual(Object.values(exitCodes))
})

test('the page on retries lists every job as the catalogue has it', () => {
  const rows = Object.values(catalog).map(({ name, attempts, backoffMs, timeoutMs, concurrency }) => {
    return `| \`${name}\` | ${attempts} | ${backoffMs / 1_000} s | ${timeoutMs / 1_000} s | ${concurrency} |`
  })
  const listed = read('docs/retries.md').match(/^\| `[a-z.]+` \|.*$/gm) ?? []
  expect(listed.map((line) => line.split('|').slice(0, 6).join('|').concat('|'))).toEqual(rows)
})

test.each(pages)('%s links to what is there', (page) => {
  const targets = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target.split('#')[0] ?? '')
  const missing = targets.filter((target) => target !== '' && !/^[a-z]+:/.test(target))
  expect(missing.filter((target) => !existsSync(join(root, dirname(page), target)))).toEqual([])
})

test('files that the architecture names are there', () => {
  const named = [...read('docs/architecture.md').matchAll(/`((?:apps|packages)\/[^`]+)`/g)].map(([, path = '']) => path)
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
})

test('decisions are numbered without gaps or doubles, and say status and date', () => {
  const files = globSync('docs/decisions/*.md', { cwd: root }).sort()
  const numbers = files.map((file) => Number(/(\d{4})-[^/]*\.md$/.exec(file)?.[1]))
  expect(numbers).toEqual(files.map((_, index) => index + 1))
  for (const file of files) expect(read(file)).toMatch(/^- Status: .+\n- Date: \d{4}-\d\d-\d\d$/m)
})

test('containers are started with the commands of the README, on images that are published', () => {
  const compose = parse(read('docker-compose.yml'), { merge: true })
  expect(compose.services.api).toMatchObject({ build: '.', command: 'npm run api' })
  expect(compose.services.worker).toMatchObject({ build: '.', command: 'npm run worker' })
  expect([compose.services.postgres.image, compose.services.redis.image]).toEqual(['postgres:18', 'redis:8'])
  const scripts = Object.keys(JSON.parse(read('package.json')).scripts)
  expect(scripts).toEqual(expect.arrayContaining(['api', 'worker', 'start']))
  expect(read('Dockerfile')).toMatch(/^FROM node:24-slim$/m)
  expect(read('Dockerfile')).toMatch(/^RUN npm ci$/m)
})
