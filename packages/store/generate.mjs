import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const manifest = import.meta.resolve('prisma/package.json')
const prismaCommand = fileURLToPath(new URL('build/index.js', manifest))

/*
 * Writes src/generated, Prisma's typed client. The Prisma command insists on having its native schema engine, which it
 * would download, and then never runs it for `generate`: any executable satisfies it.
 */
execFileSync(process.execPath, [prismaCommand, 'generate', '--no-hints'], {
  cwd: import.meta.dirname,
  stdio: ['ignore', 'ignore', 'inherit'],
  env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' },
})
