import { expect, test } from 'vitest'
import { productionSources, read } from './source-files.ts'

/** Codes that errors are raised with: the literals at the beginning of their arguments, and `code:` in plain objects. */
function raisedCodes(): Set<string> {
  const codes = new Set<string>()
  for (const path of productionSources()) {
    const source = read(path)
    for (const [, args = ''] of source.matchAll(/new [A-Z]\w*Error\(([\s\S]{0,100})/g)) {
      for (const [, code = ''] of args.matchAll(/'([a-z_]+\.[a-z_]+)'/g)) codes.add(code)
    }
    // Shared by all connectors, which put their own name in front.
    for (const [, kind = ''] of source.matchAll(/`\$\{target\.code\}\.([a-z_]+)`/g)) {
      codes.add(`jira.${kind}`)
      codes.add(`github.${kind}`)
    }
    for (const [, code = ''] of source.matchAll(/\bcode: '([a-z_]+\.[a-z_]+)'/g)) codes.add(code)
  }
  return codes
}

function documentedCodes(): string[] {
  const entries = read('docs/failure-modes.md').matchAll(/^\| (`[a-z_]+\.[^|]*) \|/gm)
  return [...entries].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([a-z_]+\.[a-z_]+)`/g)].map(([, code = '']) => code),
  )
}

test('every code that can be raised has one entry', () => {
  const documented = documentedCodes()
  expect(raisedCodes().size).toBeGreaterThan(80)
  expect([...raisedCodes()].filter((code) => !documented.includes(code))).toEqual([])
  expect(documented.filter((code, index) => documented.indexOf(code) !== index)).toEqual([])
})

test('no entry outlives its code', () => {
  const text = productionSources().map(read).join('\n')
  const raised = raisedCodes()
  expect(documentedCodes().filter((code) => !raised.has(code) && !text.includes(`'${code}'`))).toEqual([])
})
