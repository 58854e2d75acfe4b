import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { addLink, removeLink } from './edit-links.ts'
import { parsePlan } from './parse-plan.ts'
import { anyDocument, anySelector, SAMPLE } from './plan-document.fixture.ts'
import { planNodes } from './plan-nodes.ts'
import { normaliseSelector, type SelectorInput, selectorIdentity, selectorSchema } from './selector.ts'

const link: SelectorInput = { connection: 'jira', keys: ['OPS-77'] }
const nodes = ['one-record', 'one-record.direct', 'ehr-core', 'identity', 'stable-network', 'network']

const identity = (selector: SelectorInput) => selectorIdentity(normaliseSelector(selectorSchema.parse(selector)))

/** A text as people leave it: comments at the ends of lines and between them, with or without a last newline. */
const anyText = fc
  .tuple(
    anyDocument,
    fc.infiniteStream(fc.constantFrom('', '', ' # why', '\n# note\n')),
    fc.boolean(),
    fc.constantFrom(0, 2),
  )
  .map(([document, comments, hasLastNewline, seqIndent]) => {
    const printed = stringify(document, { indentSeq: seqIndent > 0, blockQuote: false, lineWidth: 0 })
    const lines = printed.trimEnd().split('\n')
    const text = lines.map((line) => line + String(comments.next().value ?? '').replace(/\n$/, '')).join('\n')
    return { document, text: hasLastNewline ? `${text}\n` : text }
  })

const anyEdit = fc
  .oneof(
    anyText,
    anyDocument.map((document) => ({ document, text: JSON.stringify(document, null, 2) })),
    anyDocument.map((document) => ({ document, text: JSON.stringify(document) })),
    anyDocument.map((document) => ({ document, text: stringify(document).replaceAll('\n', '\r\n') })),
    anyDocument.map((document) => ({ document, text: stringify(document, { collectionStyle: 'flow' }) })),
  )
  .filter(({ document }) => document.objectives.length > 0)
  .chain(({ document, text }) => {
    const ids = document.objectives.flatMap(({ id, deliverables = [] }) => [id, ...deliverables.map((one) => one.id)])
    return fc.record({ text: fc.constant(text), node: fc.constantFrom(...ids), selector: anySelector })
  })

describe('addLink', () => {
  it('adds a line and leaves every other line as it was', () => {
    const edited = addLink(SAMPLE, 'ehr-core', link).split('\n')
    expect(edited.filter((line) => line !== '          - { connection: jira, keys: [ OPS-77 ] }')).toEqual(
      SAMPLE.split('\n'),
    )
    expect(edited).toHaveLength(SAMPLE.split('\n').length + 1)
  })

  it('gives an objective links of its own, before its deliverables', () => {
    const edited = addLink(SAMPLE, 'one-record', link)
    expect(edited).toContain(
      '    weight: 2\n    links:\n      - { connection: jira, keys: [ OPS-77 ] }\n    deliverables:\n',
    )
    expect(planNodes(parsePlan(edited, 'yaml'))[0]?.deliverables.at(-1)?.id).toBe('one-record.direct')
  })

  it('changes nothing when an equal selector is there, however it is written', () => {
    const same = { types: ['bug', 'story'], labels: 'CORE', project: ['ehr'], connection: ['jira'] }
    expect(addLink(SAMPLE, 'ehr-core', same)).toBe(SAMPLE)
  })

  it('keeps JSON valid JSON', () => {
    const text = JSON.stringify({
      plan: 'p',
      title: 'P',
      period: { start: '2026-01-01', end: '2026-12-31' },
      objectives: [{ id: 'o', title: 'O' }],
    })
    expect(JSON.parse(addLink(text, 'o', link))).toMatchObject({ objectives: [{ id: 'o', links: [link] }] })
  })

  it('refuses a node that is not there and names the nearest', () => {
    expect(() => addLink(SAMPLE, 'ehr-cor', link)).toThrow(
      expect.objectContaining({ code: 'plan.node_not_found', message: expect.stringContaining('`ehr-core`') }),
    )
  })

  it('refuses a selector at fault, with a pointer into the request', () => {
    // What arrives over HTTP need not have the type.
    const misspelt: SelectorInput = JSON.parse('{ "key": "OPS-77" }')
    expect(() => addLink(SAMPLE, 'ehr-core', misspelt)).toThrow(
      expect.objectContaining({
        code: 'plan.invalid',
        faults: [{ pointer: '/selector/key', detail: 'unknown field `key`; did you mean `keys`?' }],
      }),
    )
  })

  it('refuses to edit a list that other nodes share', () => {
    const shared = SAMPLE.replace('        links:\n', '        links: &shared\n').replace(
      'title: One identity per person',
      'title: I\n        links: *shared',
    )
    for (const node of ['ehr-core', 'identity']) {
      expect(() => addLink(shared, node, link)).toThrow(expect.objectContaining({ code: 'plan.links_not_editable' }))
    }
  })
})

describe('removeLink', () => {
  it.each(nodes)('gives the old text back after addLink to %s', (node) => {
    for (const text of [SAMPLE, SAMPLE.trimEnd(), SAMPLE.replaceAll('\n', '\r\n')]) {
      const added = addLink(text, node, link)
      expect(added).not.toBe(text)
      expect(removeLink(added, node, link)).toBe(text)
    }
  })

  it('undoes addLink exactly, in any document and layout, and addLink says just what was asked', () => {
    fc.assert(
      fc.property(anyEdit, ({ text, node, selector }) => {
        const added = addLink(text, node, selector)
        expect(added.match(/# (?:why|note)/g)).toEqual(text.match(/# (?:why|note)/g))
        if (added === text) return
        expect(addLink(added, node, selector)).toBe(added)
        expect(removeLink(added, node, selector)).toBe(text)
      }),
      { numRuns: 3000 },
    )
  })

  it('takes every link out of a document one by one, and leaves a plan that differs in nothing else', () => {
    fc.assert(
      fc.property(anyEdit, ({ text, node }) => {
        const format = text.startsWith('{"') || text.startsWith('{\n  "') ? 'json' : 'yaml'
        const before = parsePlan(text, format)
        const deliverables = planNodes(before).flatMap((one) => one.deliverables)
        const own = deliverables.find(({ id }) => id === node || id === `${node}.direct`)?.selectors ?? []
        let edited = text
        const done = new Set<string>()
        for (const { not, ...selector } of own) {
          const given = (fields: object) =>
            Object.fromEntries(Object.entries(fields).filter(([, values]) => values.length > 0))
          const input = selectorSchema.parse({ ...given(selector), ...(not === null ? {} : { not: given(not) }) })
          if (done.has(identity(input))) continue
          done.add(identity(input))
          edited = removeLink(edited, node, input)
        }
        const cleared = <Node extends { readonly id: string }>(one: Node) =>
          one.id === node ? { ...one, selectors: [] } : one
        expect(parsePlan(edited, format)).toEqual({
          ...before,
          objectives: before.objectives.map((one) => ({
            ...cleared(one),
            deliverables: one.deliverables.map(cleared),
          })),
        })
      }),
    )
  })

  it('keeps the comments around what it takes out', () => {
    const edited = removeLink(removeLink(SAMPLE, 'ehr-core', { connection: 'jira', epic: 'ehr-12' }), 'ehr-core', {
      connection: 'jira',
      project: 'OPS',
      not: { labels: 'keep-lights-on' },
    })
    expect(edited.match(/#.*/g)).toEqual(SAMPLE.match(/#.*/g))
  })

  it('refuses a link that is not there', () => {
    expect(() => removeLink(SAMPLE, 'ehr-core', link)).toThrow(
      expect.objectContaining({ code: 'plan.link_not_found', message: expect.stringContaining('key OPS-77') }),
    )
  })

  it('refuses to take away what a KPI measures', () => {
    const text = SAMPLE.replace('where: { objective: one-record }', 'where: { deliverable: stable-network.direct }')
    expect(() => removeLink(text, 'stable-network', { connection: 'github', repo: 'clinic/network' })).toThrow(
      expect.objectContaining({ code: 'plan.invalid' }),
    )
  })
})
