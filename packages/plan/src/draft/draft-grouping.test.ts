import { describe, expect, test } from 'vitest'
import { parsePlan } from '../document/parse-plan.ts'
import { linkItems } from '../link/link-items.ts'
import { compileLinker } from '../link/linker.ts'
import { day, ORIGIN, timeline, workItem } from '../measure/random-portfolio.fixture.ts'
import { epicOf, factsOf } from './draft-facts.fixture.ts'
import type { DraftFacts } from './draft-facts.ts'
import { draftPlan } from './draft-plan.ts'

const request = { connections: ['jira', 'github'] }
const github = { connection: 'github', scope: 'clinic/ehr' }

/** Titles of the objectives with those of their deliverables. */
function outlineOf(facts: DraftFacts) {
  const { objectives } = parsePlan(draftPlan(facts, request).text, 'yaml')
  return objectives.map(({ title, deliverables }) => [title, deliverables.map((each) => each.title)])
}

describe('epics without an initiative', () => {
  const spread = (components: readonly string[]) =>
    components.flatMap((name, index) => epicOf(`EHR-${index + 1}`, { components: name === '' ? [] : [name] }))

  test('are grouped by component where that tells something', () => {
    expect(outlineOf(factsOf(spread(['Web', 'Web', 'Core', 'Core', 'Core', 'Lab'])))).toEqual([
      ['Core', ['Epic EHR-3', 'Epic EHR-4', 'Epic EHR-5']],
      ['Web', ['Epic EHR-1', 'Epic EHR-2']],
      ['Other epics', ['Epic EHR-6']],
    ])
  })

  test('are grouped by project where nearly all epics have one component, or none', () => {
    const outline = outlineOf(
      factsOf([...spread(['Web', 'Web', 'Web', 'Web', 'Core']), ...epicOf('OPS-9', { scope: 'OPS' })]),
    )
    expect(outline.map(([title]) => title)).toEqual(['Project EHR', 'Project OPS'])
  })

  test('go with the component that most epics have, where they have several', () => {
    const items = [
      ...spread(['Web', 'Web', 'Web', 'Core', 'Core', 'Core']),
      ...epicOf('EHR-7', { components: ['Web', 'Core'] }),
      ...epicOf('EHR-8', { components: ['Web'] }),
      ...epicOf('EHR-9', { components: ['Core'] }),
      ...epicOf('EHR-10', { components: ['Core'] }),
    ]
    expect(outlineOf(factsOf(items))[0]).toEqual(['Core', [10, 4, 5, 6, 7, 9].map((number) => `Epic EHR-${number}`)])
  })

  test('are grouped by fix version where epics have no components', () => {
    const items = ['R1', 'R1', 'R2', 'R2'].flatMap((name, index) => epicOf(`EHR-${index + 1}`, { milestones: [name] }))
    expect(outlineOf(factsOf(items)).map(([title]) => title)).toEqual(['R1', 'R2'])
  })

  test('take the components of their issues where they name none, or are not held', () => {
    const items = spread(['', '', 'Core', 'Core']).map((item) =>
      item.parent === null ? item : { ...item, components: ['Web'] },
    )
    const outline = outlineOf(factsOf(items.filter(({ key }) => key !== 'EHR-1')))
    expect(outline).toEqual([
      ['Core', ['Epic EHR-3', 'Epic EHR-4']],
      ['Web', ['EHR-1', 'Epic EHR-2']],
    ])
  })

  test('are joined by initiatives, where there are more of these than anybody keeps in mind', () => {
    const items = Array.from({ length: 21 }, (_, index) => {
      const id = 500 + index
      const initiative = workItem({ id, key: `EHR-${id}`, title: `Initiative ${index}` })
      return [initiative, ...epicOf(`EHR-${index + 1}`, { parent: initiative.key, parentId: id })]
    }).flat()
    const [[title, deliverables] = [], ...more] = outlineOf(factsOf(items))
    expect([title, deliverables?.length, more]).toEqual(['Project EHR', 21, []])
    expect(deliverables?.[0]).toBe('Initiative 0')
  })
})

describe('where a project has no epics', () => {
  const done = { timeline: timeline(ORIGIN, [day(3), 'done'] as const), updatedAt: day(3) }

  test('its fix versions are the deliverables', () => {
    const items = [
      workItem({ ...done, milestones: ['R1'] }),
      workItem({ ...done, milestones: ['R1', 'R2'] }),
      ...epicOf('OPS-7', { scope: 'OPS' }),
    ]
    const plan = parsePlan(draftPlan(factsOf(items), request).text, 'yaml')
    expect(plan.objectives.map(({ title }) => title)).toEqual(['Project OPS', 'Releases of EHR'])
    expect(plan.objectives[1]?.deliverables.map(({ selectors }) => selectors[0])).toMatchObject([
      { connection: ['jira'], project: ['EHR'], fixVersions: ['R1'] },
      { connection: ['jira'], project: ['EHR'], fixVersions: ['R2'] },
    ])
  })

  test('they are so also when one of its stories is below an epic of another project', () => {
    const items = [
      ...epicOf('EHR-7'),
      workItem({ ...done, id: 8, key: 'OPS-8', scope: 'OPS', parent: 'EHR-7', parentId: 7 }),
      workItem({ ...done, id: 9, key: 'OPS-9', scope: 'OPS', milestones: ['Release 5'] }),
    ]
    expect(outlineOf(factsOf(items))).toEqual([
      ['Project EHR', ['Epic EHR-7']],
      ['Releases of OPS', ['Release 5']],
    ])
  })

  test('milestones are the deliverables of a repository, also those of pull requests alone', () => {
    const issue = workItem({ ...github, ...done, key: 'clinic/ehr#1', milestones: ['v1'] })
    const pull = workItem({ ...github, ...done, key: 'clinic/ehr#2', kind: 'pull_request', milestones: ['v2'] })
    const { text } = draftPlan(factsOf([issue, pull]), request)
    expect(parsePlan(text, 'yaml').objectives[0]?.deliverables.map(({ selectors }) => selectors[0])).toMatchObject([
      { connection: ['github'], repo: ['clinic/ehr'], milestone: ['v1'] },
      { connection: ['github'], repo: ['clinic/ehr'], milestone: ['v2'] },
    ])
    expect(text).toContain('milestone: v2 } # 1 pull request')
  })

  test('issues with sub-issues are, where a repository has no milestones', () => {
    const items = [
      workItem({ ...github, id: 1, key: 'clinic/ehr#1', title: 'Kiosk' }),
      workItem({ ...github, id: 2, key: 'clinic/ehr#2', parent: 'clinic/ehr#1', parentId: 1 }),
    ]
    expect(outlineOf(factsOf(items))).toEqual([['clinic/ehr', ['Kiosk']]])
  })
})

test('a circle of parents is cut, and the work in it is linked', () => {
  const items = [
    workItem({ id: 1, key: 'EHR-1', title: 'First', parent: 'EHR-2', parentId: 2 }),
    workItem({ id: 2, key: 'EHR-2', title: 'Second', parent: 'EHR-1', parentId: 1 }),
    workItem({ id: 3, key: 'EHR-3', parent: 'EHR-2', parentId: 2 }),
  ]
  const plan = parsePlan(draftPlan(factsOf(items), request).text, 'yaml')
  expect(outlineOf(factsOf(items))).toEqual([['First', ['Second']]])
  expect(linkItems(compileLinker(plan), items).map(({ deliverable }) => deliverable)).toEqual([
    'second',
    'second',
    'second',
  ])
})
