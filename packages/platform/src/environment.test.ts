import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { environmentReference } from './environment.ts'

const contract = fileURLToPath(new URL('../../../../shared/contract.md', import.meta.url))
const isThere = existsSync(contract)
if (!isThere) {
  if (process.env.CI === 'true') throw new Error(`${contract} is missing, and CI=true skips nothing.`)
  process.stderr.write('../shared/contract.md is not there: its table of variables is not compared.\n')
}

describe('environmentReference', () => {
  it('says of every variable what it means and what holds without it', () => {
    for (const variable of environmentReference()) {
      expect(variable.name).toMatch(/^[A-Z][A-Z_]+$/)
      expect([variable.meaning, variable.default, variable.expected].map((text) => text.length > 2)).not.toContain(
        false,
      )
    }
  })

  it.skipIf(!isThere)('holds every variable that the contract fixes', () => {
    const section = /## Environment\n([\s\S]*?)\n## /.exec(readFileSync(contract, 'utf8'))?.[1] ?? ''
    const rows = section.split('\n').filter((line) => line.startsWith('| `'))
    const promised = rows.flatMap((row) =>
      [...(row.split('|')[1] ?? '').matchAll(/`([A-Z_]+)`/g)].map((match) => match[1]),
    )
    expect(promised.length).toBeGreaterThan(5)
    expect(environmentReference().map(({ name }) => name)).toEqual(expect.arrayContaining(promised))
  })
})
