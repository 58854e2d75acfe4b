import { describe, expect, it } from 'vitest'
import { parsePlan } from './parse-plan.ts'
import { SAMPLE } from './plan-document.fixture.ts'
import { PARTS_SAMPLE } from './plan-parts.fixture.ts'
import { namedKeys, unknownTargets } from './unknown-targets.ts'

const plan = parsePlan(SAMPLE, 'yaml')
const known = (connections: string[], keys: string[]) => ({
  hasConnection: (id: string) => connections.includes(id),
  hasItem: (connection: string | null, key: string) =>
    keys.includes(connection === null ? key : `${connection} ${key}`),
})

describe('unknownTargets', () => {
  it('warns of nothing when everything is known', () => {
    expect(unknownTargets(plan, known(['jira', 'github'], ['jira EHR-12']))).toEqual([])
  })

  it('names each unknown connection once for each node, and asks nothing about its keys', () => {
    expect(unknownTargets(plan, known(['github'], []))).toEqual([
      'Deliverable ehr-core: connection jira does not exist yet',
    ])
    expect(unknownTargets(plan, known(['jira'], ['jira EHR-12']))).toEqual([
      'Objective stable-network: connection github does not exist yet',
    ])
  })

  it('warns of epics and keys that their connection does not know', () => {
    const text = SAMPLE.replace('not: { labels: [keep-lights-on] }', 'not: { keys: OPS-1 }')
    expect(unknownTargets(parsePlan(text, 'yaml'), known(['jira', 'github'], ['other EHR-12']))).toEqual([
      'Deliverable ehr-core: epic EHR-12 is not known in connection jira; check the key, or sync its project',
      'Deliverable ehr-core: key OPS-1 is not known in connection jira; check the key, or sync its project',
    ])
  })

  it('looks into the measures of KPIs, in any connection where none is named', () => {
    const text = SAMPLE.replace('where: { objective: one-record }', 'where: { keys: [OPS-1, OPS-2] }')
    expect(unknownTargets(parsePlan(text, 'yaml'), known(['jira', 'github'], ['jira EHR-12', 'OPS-1']))).toEqual([
      'KPI lead-time: key OPS-2 is not known; check the key, or sync its project',
    ])
  })

  it('looks into every part that chooses work', () => {
    const parts = parsePlan(PARTS_SAMPLE, 'yaml')
    expect(unknownTargets(parts, known(['github'], []))).toEqual(
      [
        'Deliverable core',
        'Deliverable hub',
        'Milestone live',
        'Control restore',
        'Risk outage',
        'Transition courses',
        'Past project lab',
      ].map((owner) => `${owner}: connection jira does not exist yet`),
    )
  })
})

describe('namedKeys', () => {
  it('has every key that is asked about, those of exceptions and KPIs too', () => {
    const text = SAMPLE.replace('not: { labels: [keep-lights-on] }', 'not: { keys: OPS-1 }').replace(
      'where: { objective: one-record }',
      'where: { keys: [OPS-1, OPS-2] }',
    )
    const asked = new Set<string>()
    const other = parsePlan(text, 'yaml')
    unknownTargets(other, { hasConnection: () => true, hasItem: (_, key) => asked.add(key).has('') })
    expect(new Set(namedKeys(other))).toEqual(asked)
    expect([...asked]).toEqual(expect.arrayContaining(['EHR-12', 'OPS-1', 'OPS-2']))
  })
})
