import { ValidationError } from '@throughline/errors'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { joinFiles } from './join-files.ts'
import { parsePlan } from './parse-plan.ts'
import { anyDocument } from './plan-document.fixture.ts'

const head = {
  name: '00-plan.yaml',
  text: '# Our plan\nplan: p\ntitle: P\nperiod: { start: 2026-01-01, end: 2026-12-31 }\n',
}
const objective = (id: string) => `objectives:\n  # why ${id}\n  - id: ${id}\n    title: Objective ${id}\n`

describe('joinFiles', () => {
  it('makes one plan of several files, lists in their order, comments kept', () => {
    const risks = 'risks:\n- id: r\n  title: R\n  assessments: [{ date: 2026-02-01, probability: 1, impact: 1 }]\n'
    const { text } = joinFiles([
      head,
      { name: 'a.yaml', text: objective('a') },
      { name: 'b.yaml', text: `${risks}\n# more objectives\n${objective('b').replaceAll('\n  ', '\n')}` },
    ])
    const plan = parsePlan(text, 'yaml')
    expect(plan.objectives.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(plan.risks.map(({ id }) => id)).toEqual(['r'])
    for (const comment of ['# Our plan', '# why a', '# why b', '# more objectives']) expect(text).toContain(comment)
  })

  it('knows the file and the line of every line', () => {
    const joined = joinFiles([
      head,
      { name: 'a.yaml', text: objective('a') },
      { name: 'b.yaml', text: `# the second\n${objective('b')}    horizn: long\n` },
    ])
    try {
      parsePlan(joined.text, 'yaml')
      expect.unreachable()
    } catch (error) {
      const [fault] = error instanceof ValidationError ? error.faults : []
      expect(fault?.detail).toContain('unknown field `horizn`')
      expect(joined.placeOf(fault?.line ?? 0)).toEqual({ name: 'b.yaml', line: 6 })
    }
  })

  it('keeps the comment beside the name of a list that is joined, and takes a name without a list', () => {
    const { text } = joinFiles([
      head,
      { name: 'a.yaml', text: objective('a') },
      { name: 'b.yaml', text: objective('b').replace('objectives:', 'objectives: # of b') },
      { name: 'c.yaml', text: 'objectives: # none yet\nrisks:\n' },
      {
        name: 'd.yaml',
        text: 'risks:\n- { id: r, title: R, assessments: [{ date: 2026-02-01, probability: 1, impact: 1 }] }\n',
      },
    ])
    expect(text).toContain('# of b')
    const plan = parsePlan(text, 'yaml')
    expect(plan.objectives.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(plan.risks.map(({ id }) => id)).toEqual(['r'])
  })

  it('of one file is that file', () => {
    expect(joinFiles([{ name: 'a', text: `${head.text}${objective('a')}` }]).text).toBe(`${head.text}${objective('a')}`)
  })

  it('says what the whole says, however its objectives are divided', () => {
    fc.assert(
      fc.property(anyDocument, fc.integer({ min: 2, max: 6 }), (document, indent) => {
        const { objectives, ...rest } = document
        const parts = objectives.map((objective, index) => ({
          name: `${index}.yaml`,
          text: stringify({ objectives: [objective] }, { indent }),
        }))
        const whole = { name: 'plan.yaml', text: stringify(objectives.length === 0 ? document : rest) }
        expect(parsePlan(joinFiles([whole, ...parts]).text, 'yaml')).toEqual(parsePlan(stringify(document), 'yaml'))
      }),
    )
  })

  it.each([
    ['a text', 'title: Q\n', '/title'],
    ['a list in brackets', 'objectives: []\n', '/objectives'],
  ])('%s that stands in two files is a fault that names both', (_, text, pointer) => {
    const parts = [head, { name: 'a.yaml', text: objective('a') }, { name: 'b.yaml', text }]
    expect(() => joinFiles(parts)).toThrow(
      expect.objectContaining({
        code: 'plan.invalid',
        faults: [
          expect.objectContaining({ pointer, detail: expect.stringMatching(/yaml on line \d+ already.*b\.yaml:1/) }),
        ],
      }),
    )
  })
})
