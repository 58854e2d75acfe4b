import { describe, expect, it } from 'vitest'
import type { PlanDocument } from '../document/plan.ts'
import type { SelectorInput } from '../document/selector.ts'
import type { WorkItem } from '../item/work-item.ts'
import { smallPlan, workItem } from '../measure/random-portfolio.fixture.ts'
import { linkItems } from './link-items.ts'
import { compileLinker } from './linker.ts'

/** Links items in a plan whose deliverables, in this order, have these links; `direct` are the objective's own. */
function link(links: Readonly<Record<string, SelectorInput[]>>, items: readonly WorkItem[]) {
  const { direct, ...deliverables } = links
  const objective: PlanDocument['objectives'][number] = {
    id: 'records',
    title: 'One record',
    deliverables: Object.entries(deliverables).map(([id, selectors]) => ({ id, title: id, links: selectors })),
    ...(direct === undefined ? {} : { links: direct }),
  }
  const found = linkItems(compileLinker(smallPlan({ objectives: [objective] })), items)
  const keys = new Map(items.map((item) => [item.id, item.key]))
  return Object.fromEntries(
    found.map(({ itemId, deliverable, rule, detail, conflicts }) => [
      keys.get(itemId),
      [deliverable, rule, detail, ...conflicts.map((lost) => `${lost.rule}:${lost.deliverable}`)],
    ]),
  )
}

const epic = workItem({ key: 'EHR-12', type: 'Epic', title: 'Core rollout' })
const story = workItem({ key: 'EHR-20', parentId: epic.id, parent: epic.key, labels: ['Core'] })
const subtask = workItem({ key: 'EHR-21', type: 'Sub-task', isSubtask: true, parentId: story.id, parent: story.key })
const pull = workItem({
  key: 'clinic/ehr#7',
  kind: 'pull_request',
  connection: 'github',
  scope: 'clinic/ehr',
  milestones: ['v1'],
  references: [story.id],
})
const all = [epic, story, subtask, pull]

describe('compileLinker', () => {
  it('links an epic and everything below it, and lets pull requests follow', () => {
    expect(link({ core: [{ connection: 'jira', epic: 'ehr-12' }] }, all)).toEqual({
      'EHR-12': ['core', 'epic', 'epic EHR-12 itself'],
      'EHR-20': ['core', 'epic', 'below epic EHR-12 “Core rollout”'],
      'EHR-21': ['core', 'epic', 'below epic EHR-12 “Core rollout”'],
      'clinic/ehr#7': ['core', 'reference', 'pull request names EHR-20'],
    })
  })

  it('links by key or field only the items themselves, not what is below them', () => {
    expect(link({ core: [{ keys: ['EHR-20'] }] }, [epic, story, subtask])).toEqual({
      'EHR-20': ['core', 'key', 'named by key EHR-20'],
    })
    expect(
      link({ core: [{ project: 'EHR', labels: 'core', types: ['Story', 'Bug'] }] }, [epic, story, subtask]),
    ).toEqual({
      'EHR-20': ['core', 'field', 'project EHR, label core, type Story or Bug'],
    })
  })

  it('prefers key to epic to reference to field, wherever the deliverables stand, and records who lost', () => {
    const byField: SelectorInput = { repo: 'clinic/ehr', kind: 'pull_request' }
    expect(link({ a: [byField, { project: 'EHR' }], b: [{ epic: 'EHR-12' }], c: [{ keys: 'EHR-21' }] }, all)).toEqual({
      'EHR-12': ['b', 'epic', 'epic EHR-12 itself', 'field:a'],
      'EHR-20': ['b', 'epic', 'below epic EHR-12 “Core rollout”', 'field:a'],
      'EHR-21': ['c', 'key', 'named by key EHR-21', 'epic:b', 'field:a'],
      'clinic/ehr#7': ['b', 'reference', 'pull request names EHR-20', 'field:a'],
    })
    expect(link({ a: [{ epic: 'EHR-12' }], b: [{ keys: 'CLINIC/EHR#7' }] }, all)['clinic/ehr#7']).toEqual([
      'b',
      'key',
      'named by key clinic/ehr#7',
      'reference:a',
    ])
  })

  it('says of those that lost by what they had named the item, each by its strongest rule', () => {
    const deliverables = [
      { id: 'a', title: 'A', links: [{ keys: 'EHR-20' }] },
      { id: 'b', title: 'B', links: [{ labels: 'core' }, { epic: 'EHR-12', types: 'Story' }] },
    ]
    const plan = smallPlan({ objectives: [{ id: 'records', title: 'One record', deliverables }] })
    const [found] = linkItems(compileLinker(plan), [story, epic]).filter(({ itemId }) => itemId === story.id)
    expect(found?.conflicts).toEqual([
      { deliverable: 'b', rule: 'epic', detail: 'below epic EHR-12 “Core rollout”, type Story' },
    ])
  })

  it('gives a tie to the deliverable that stands first, and to any deliverable before its objective', () => {
    const links = [{ project: 'EHR' }]
    expect(link({ a: links, b: links }, [story])).toEqual({ 'EHR-20': ['a', 'field', 'project EHR', 'field:b'] })
    expect(link({ direct: links, a: links }, [story])).toEqual({
      'EHR-20': ['a', 'field', 'project EHR', 'field:records.direct'],
    })
    expect(link({ direct: [{ keys: 'EHR-20' }], a: links }, [story])['EHR-20']?.[0]).toBe('records.direct')
  })

  it('ranks a selector by its strongest field, though all its fields must hold', () => {
    const narrow = { epic: 'EHR-12', types: 'Sub-task' }
    expect(link({ a: [{ project: 'EHR' }], b: [narrow] }, all)).toMatchObject({
      'EHR-20': ['a', 'field', 'project EHR'],
      'EHR-21': ['b', 'epic', 'below epic EHR-12 “Core rollout”, type Sub-task', 'field:a'],
    })
  })

  it('explains a link by the first of two equally strong selectors', () => {
    expect(link({ a: [{ labels: 'core' }, { project: 'EHR' }] }, [story])['EHR-20']).toEqual([
      'a',
      'field',
      'label core',
    ])
    expect(link({ a: [{ project: 'EHR' }, { labels: 'core' }] }, [story])['EHR-20']).toEqual([
      'a',
      'field',
      'project EHR',
    ])
  })

  it('leaves out what `not` holds for in all its fields', () => {
    const other = { ...story, id: 9001, key: 'EHR-30', type: 'Bug' }
    const selector = { project: 'EHR', not: { labels: ['CORE', 'x'], types: 'bug' } }
    expect(link({ a: [selector] }, [story, other])).toEqual({
      'EHR-20': ['a', 'field', 'project EHR, but not label CORE or x with type bug'],
    })
  })

  it('chooses by patterns of labels and components, and shows them as written', () => {
    const team = { ...story, labels: ['Team-A/records'], components: ['Patient API'] }
    expect(link({ a: [{ components: '*-api' }], b: [{ labels: 'team-*', components: '*api' }] }, [team])).toEqual({
      'EHR-20': ['b', 'field', 'label team-*, component *api'],
    })
    expect(link({ a: [{ project: 'EHR', not: { labels: 'Team-?/*' } }] }, [team, epic])).toEqual({
      'EHR-12': ['a', 'field', 'project EHR, but not label Team-?/*'],
    })
    expect(link({ a: [{ labels: 'team-\\*' }], b: [{ types: 'St*' }] }, [team])).toEqual({})
  })

  const byEveryField: [string, SelectorInput][] = [
    ['connection', { connection: 'JIRA' }],
    ['kind', { kind: ['issue', 'pull_request'] }],
    ['keys', { keys: ['nothing', 'ehr-20'] }],
    ['epic', { epic: ['EHR-12'] }],
    ['project', { project: 'ehr' }],
    ['types', { types: 'STORY' }],
    ['components', { components: 'api' }],
    ['labels', { labels: 'core' }],
    ['milestone', { milestone: 'v1.0' }],
    ['fixVersions', { fixVersions: ['V1.0'] }],
    ['statuses', { statuses: 'open' }],
    ['assignees', { assignees: 'ada lovelace' }],
  ]
  it.each(byEveryField)('compares %s without regard to case, and tells other values apart', (field, selector) => {
    const full = { ...story, components: ['API'], milestones: ['v1.0'], assignee: 'Ada Lovelace' }
    expect(link({ a: [selector] }, [epic, full])).toHaveProperty('EHR-20')
    const other = field === 'kind' ? { kind: 'pull_request' as const } : { [field]: 'something else' }
    expect(link({ a: [other] }, [epic, full])).toEqual({})
  })

  it('links a repository by `repo`', () => {
    expect(link({ a: [{ connection: 'github', repo: 'Clinic/EHR', milestone: 'v1' }] }, [pull])).toEqual({
      'clinic/ehr#7': ['a', 'field', 'repository Clinic/EHR, milestone v1'],
    })
  })

  it('links below an epic that lies in a project nobody reads', () => {
    const orphan = workItem({ key: 'EHR-40', parent: 'PORT-1' })
    const child = workItem({ key: 'EHR-41', parentId: orphan.id, parent: orphan.key })
    expect(link({ a: [{ epic: 'PORT-1' }] }, [orphan, child])).toEqual({
      'EHR-40': ['a', 'epic', 'below epic PORT-1'],
      'EHR-41': ['a', 'epic', 'below epic PORT-1'],
    })
  })

  it('links a tombstone to nothing, nor what references it, but still what is below it', () => {
    const tombstone = { kind: 'deleted', at: 0, movedTo: null } as const
    const goneEpic = { ...epic, tombstone }
    const goneStory = { ...story, tombstone }
    expect(Object.keys(link({ a: [{ epic: 'EHR-12' }] }, [goneEpic, goneStory, subtask, pull]))).toEqual(['EHR-21'])
  })

  it('follows the strongest of several referenced issues, and names those that lead there', () => {
    const bug = workItem({ key: 'OPS-1', scope: 'OPS' })
    const task = workItem({ key: 'OPS-2', scope: 'OPS' })
    const busy = { ...pull, references: [task.id, story.id, bug.id] }
    expect(
      link({ a: [{ project: 'OPS' }], b: [{ epic: 'EHR-12' }] }, [...all.slice(0, 3), bug, task, busy])['clinic/ehr#7'],
    ).toEqual(['a', 'reference', 'pull request names OPS-1 and OPS-2', 'reference:b'])
  })

  it('does not follow issues that are linked to nothing', () => {
    expect(link({ a: [{ keys: 'EHR-12' }] }, all)).not.toHaveProperty('clinic/ehr#7')
  })

  it('ends where a hierarchy goes in a circle', () => {
    const one = workItem({ id: 9101, key: 'EHR-91', parentId: 9102, parent: 'EHR-92' })
    const other = workItem({ id: 9102, key: 'EHR-92', parentId: 9101, parent: 'EHR-91' })
    expect(Object.keys(link({ a: [{ epic: 'EHR-91' }] }, [one, other]))).toEqual(['EHR-91', 'EHR-92'])
  })

  it('explains even a selector that hardly says anything', () => {
    expect(link({ a: [{ kind: ['issue', 'pull_request'] }] }, [story])['EHR-20']?.[2]).toBe('any item')
    expect(link({ a: [{ kind: ['issue', 'issue'] }] }, [story])['EHR-20']?.[2]).toBe('issues only')
    expect(link({ a: [{ connection: 'jira' }] }, [story])['EHR-20']?.[2]).toBe('connection jira')
    expect(link({ a: [{ not: { labels: 'x' } }] }, [story])['EHR-20']?.[2]).toBe('any item, but not label x')
  })

  it('counts the values of a long list instead of listing them', () => {
    const labels = ['core', ...Array.from({ length: 20 }, (_, index) => `l${index}`)]
    expect(link({ a: [{ labels }] }, [story])['EHR-20']?.[2]).toBe('label core, l0, l1, l2, l3 or 16 more')
  })
})
