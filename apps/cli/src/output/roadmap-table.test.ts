import type { Roadmap, RoadmapObjective } from '@throughline/plan'
import { expect, test } from 'vitest'
import { paintOf } from './paint.ts'
import { roadmapTable } from './roadmap-table.ts'

const plain = paintOf({ env: { NO_COLOR: '1' }, outIsTerminal: false })

function objective(title: string, measured: RoadmapObjective['measured']): RoadmapObjective {
  const health = { status: 'unknown' as const, reasons: [] }
  return { id: title, title, owner: null, horizon: null, weight: 1, progress: 0.25, measured, health, deliverables: [] }
}

test('an objective says on how many of its deliverables its progress stands, where it is not on all', () => {
  const roadmap: Roadmap = {
    plan: 'ehr-2027',
    title: 'Electronic health records',
    version: 1,
    timeZone: 'UTC',
    asOf: '2026-11-28T00:00:00.000Z',
    progress: 0.25,
    measured: { of: 4, with: 3 },
    health: { status: 'unknown', reasons: [] },
    objectives: [objective('One record', { of: 2, with: 1 }), objective('One network', { of: 2, with: 2 })],
  }
  const [, head = '', , , first = '', second = ''] = roadmapTable(roadmap, plain).split('\n')
  expect(head).toContain('25.0 %, unknown; 3 of 4 deliverables measured;')
  expect(first).toMatch(/^One record .* 25\.0 % .* unknown; 1 of 2 deliverables measured$/)
  expect(second).toMatch(/^One network .* 25\.0 % .* unknown$/)
})
