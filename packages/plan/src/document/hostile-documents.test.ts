import { ValidationError } from '@throughline/errors'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { parsePlan } from './parse-plan.ts'
import { PARTS_SAMPLE } from './plan-parts.fixture.ts'

/** Parses, or checks that the refusal says where every fault is. */
function parsedOrPlaced(text: string): 'parsed' | 'refused' {
  try {
    parsePlan(text, 'yaml')
    return 'parsed'
  } catch (error) {
    if (!(error instanceof ValidationError) || error.code !== 'plan.invalid') throw error
    expect(error.faults).not.toHaveLength(0)
    for (const { line, column, detail } of error.faults) {
      expect(line).toBeGreaterThan(0)
      expect(column).toBeGreaterThan(0)
      expect(detail).not.toBe('')
    }
    return 'refused'
  }
}

/** The ways to every value in a document: to each field and each element, at any depth. */
function pathsIn(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, key]))]
}

function withValueAt(value: unknown, path: readonly (string | number)[], put: unknown): unknown {
  const [step, ...rest] = path
  if (step === undefined) return put
  if (Array.isArray(value))
    return value.map((each, index) => (index === Number(step) ? withValueAt(each, rest, put) : each))
  const map: Record<string, unknown> = { ...(value as object) }
  map[step] = withValueAt(map[step], rest, put)
  return map
}

const sample: unknown = parse(PARTS_SAMPLE)
const anyPath = fc.constantFrom(...pathsIn(sample))
const anyValue = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(
    '',
    'core',
    'record',
    '2026-02-30',
    '2027-01-01',
    -1,
    0,
    1e308,
    '__proto__',
    'constructor',
    null,
    [],
    {},
  ),
)

/** CI plays every count in full. */
const isFull = process.env.CI === 'true'

describe('any document', () => {
  it('with anything in the place of any of its values is read, or refused with the line of every fault', () => {
    fc.assert(
      fc.property(anyPath, anyValue, (path, value) => {
        parsedOrPlaced(stringify(withValueAt(sample, path, value)))
      }),
      { numRuns: isFull ? 1_500 : 600 },
    )
  }, 60_000)

  it('with a piece of its text missing, doubled or moved is read, or refused with the line of every fault', () => {
    const offset = fc.nat(PARTS_SAMPLE.length)
    fc.assert(
      fc.property(offset, fc.nat(60), offset, fc.boolean(), (from, length, to, isKept) => {
        const piece = PARTS_SAMPLE.slice(from, from + length)
        const rest = isKept ? PARTS_SAMPLE : PARTS_SAMPLE.slice(0, from) + PARTS_SAMPLE.slice(from + length)
        parsedOrPlaced(rest.slice(0, to) + piece + rest.slice(to))
      }),
      { numRuns: isFull ? 1_000 : 400 },
    )
  }, 60_000)

  it('with a character that cannot be kept in any of its texts or names is refused with the line of it', () => {
    const anyIll = fc.constantFrom('a\u0000b', '\ud83d', '\ude00 x', '*\udbff')
    const anyFormat = fc.constantFrom('yaml' as const, 'json' as const)
    fc.assert(
      fc.property(anyPath, anyIll, fc.boolean(), anyFormat, (path, ill, isName, format) => {
        const put = withValueAt(sample, path, isName ? { [ill]: 1 } : ill)
        // Both write such characters as escapes: nothing of them is in the text itself.
        const text = JSON.stringify(put, null, 1)
        expect(() => parsePlan(text, format)).toThrow(
          expect.objectContaining({
            faults: expect.arrayContaining([
              expect.objectContaining({ line: expect.any(Number), detail: expect.stringMatching(/NUL|surrogate/) }),
            ]),
          }),
        )
      }),
    )
  })

  it('with an emoji written as two escapes is read', () => {
    const text = JSON.stringify(sample).replace('"title":"', '"title":"\\ud83d\\ude00 ')
    expect(parsePlan(text, 'json').title).toMatch(/^😀 /)
    expect(parsePlan(text, 'yaml').title).toMatch(/^😀 /)
  })

  it('that means a plan says the same after YAML wrote it anew', () => {
    expect(parsePlan(stringify(sample), 'yaml')).toEqual(parsePlan(PARTS_SAMPLE, 'yaml'))
    expect(parsePlan(JSON.stringify(sample), 'json')).toEqual(parsePlan(PARTS_SAMPLE, 'yaml'))
  })
})

const LEVELS = 10_000
const bomb = Array.from({ length: 12 }, (_, at) => `l${at + 1}: &l${at + 1} [${Array(9).fill(`*l${at}`).join(', ')}]`)

describe('a hostile document is refused within a second', () => {
  it.each([
    ['10 MB of text', `# ${'x'.repeat(10_000_000)}\n${PARTS_SAMPLE}`],
    ['10 MB of fields', Array.from({ length: 900_000 }, (_, at) => `f${at}: 1`).join('\n')],
    ['aliases that multiply', ['l0: &l0 [x, x, x, x]', ...bomb].join('\n')],
    ['an alias within itself', 'plan: &a [*a]\n'],
    ['10,000 lists in each other', `plan: ${'['.repeat(LEVELS)}${']'.repeat(LEVELS)}\n`],
    ['10,000 maps in each other', `${'{a: '.repeat(LEVELS)}1${'}'.repeat(LEVELS)}\n`],
    ['10,000 dashes in each other', `${'- '.repeat(LEVELS)}x\n`],
    ['400 blocks in each other', Array.from({ length: 400 }, (_, at) => `${' '.repeat(at)}a:`).join('\n')],
  ])('%s', (_, text) => {
    const began = performance.now()
    expect(parsedOrPlaced(text)).toBe('refused')
    expect(performance.now() - began).toBeLessThan(1_000)
  })
})
