import { describe, expect, it } from 'vitest'
import { parsePlan } from './parse-plan.ts'
import { planJsonSchema } from './plan.ts'
import { SAMPLE } from './plan-document.fixture.ts'
import { planNodes } from './plan-nodes.ts'

describe('planNodes', () => {
  it('keeps the order of the document, an objective’s own links last among its own', () => {
    const ids = planNodes(parsePlan(SAMPLE, 'yaml')).map(({ objective, deliverables }) => [
      objective.id,
      ...deliverables.map(({ id, isDirect }) => `${id}${isDirect ? ' (direct)' : ''}`),
    ])
    expect(ids).toEqual([
      ['one-record', 'ehr-core', 'identity'],
      ['stable-network', 'network', 'stable-network.direct (direct)'],
    ])
  })
})

describe('planJsonSchema', () => {
  it('describes what authors write: nothing that has a default is required, and unknown fields are refused', () => {
    expect(planJsonSchema()).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      additionalProperties: false,
      required: ['plan', 'title', 'period', 'objectives'],
      properties: { objectives: { items: { required: ['id', 'title'], additionalProperties: false } } },
    })
  })
})
