import { describe, expect, test } from 'vitest'
import { connectorGuarantees } from './connector-guarantees.ts'
import type { ConnectorHarness } from './connector-harness.ts'
import { type Defect, MemorySource } from './memory-source.ts'
import { MemoryTool } from './memory-tool.ts'

function openHarness(defect: Defect | null): ConnectorHarness {
  const tool = new MemoryTool()
  let made = 0
  const create = () => {
    made += 1
    tool.put(`MEM-${made}`)
    return `MEM-${made}`
  }
  for (let count = 0; count < 95; count += 1) {
    create()
    tool.now += 1000
  }
  return {
    scope: 'MEM',
    ownFaults: [],
    unknownKey: 'MEM-9999',
    connect: () => new MemorySource(tool, defect),
    truth: () => new Map([...tool.items.values()].map(({ key, updatedAt }) => [key, updatedAt])),
    wait: (ms) => {
      tool.now += ms
    },
    create,
    edit: (key) => tool.put(key),
    remove: (key) => tool.items.delete(key),
    poison: () => {
      tool.put('MEM-17', true)
      return 'MEM-17'
    },
    failNext: (fault) => tool.faults.push({ fault, skip: fault.skip ?? 0 }),
    requests: () => tool.requests,
    revoke: () => {
      tool.isRevoked = true
    },
    close: () => Promise.resolve(),
  }
}

describe('a connector that keeps its promises', () => {
  test.each(connectorGuarantees)('$name', async ({ prove }) => {
    await prove(openHarness(null))
  })
})

describe('a connector that breaks one is found out', () => {
  const broken: Record<Defect, RegExp> = {
    'forgets the last item of a range': /brings everything/,
    'skips a page when it goes on': /^a walk goes on/,
    'takes a failure for the end': /whatever goes wrong/,
    'gives up at the first failure': /whatever goes wrong/,
    'joins marks by the first': /marks join in any order/,
    'joins marks by the last': /while ranges are walked/,
    'drops what it cannot read': /cannot be read is shown/,
    'fails at what it cannot read': /cannot be read is quarantined/,
    'forgets to count retries': /every request is told/,
    'does not listen to aborts': /an abort ends/,
    'lists deleted items': /leaves the census/,
    'leaves deleted keys unanswered': /answered once/,
    'answers twice': /answered once/,
    'hides refused credentials': /refused credentials/,
  }

  test.each(Object.entries(broken))('it %s', async (defect, guarantee) => {
    const found = connectorGuarantees.filter(({ name }) => guarantee.test(name))
    expect(found).not.toEqual([])
    for (const { prove } of found) await expect(prove(openHarness(defect as Defect))).rejects.toThrow()
  })
})
