import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import type { Change } from './changelog.ts'
import { readSprints } from './sprint-field.ts'
import { sprintStays } from './sprint-stays.ts'

const field = { id: 'customfield_3', name: 'Sprint' }
const facts = { field, present: ['2'], createdAt: 0, updatedAt: 100 }

const move = (at: number, from: string, to: string): Change => ({
  at,
  items: [
    { field: 'Sprint', fieldId: field.id, from, fromString: null, to, toString: null },
    { field: 'summary', fieldId: 'summary', from: '9', fromString: null, to: '8', toString: null },
  ],
})

test('sprints come as objects or as text, and read the same', () => {
  const sprint = {
    id: '5',
    name: 'Ward, state=open, 5',
    state: 'closed',
    startAt: Date.UTC(2026, 9, 5, 7),
    endAt: Date.UTC(2026, 9, 19, 7),
    completedAt: null,
  }
  expect(
    readSprints([
      {
        id: 5,
        name: 'Ward, state=open, 5',
        state: 'closed',
        boardId: 2,
        goal: '',
        startDate: '2026-10-05T07:00:00.000Z',
        endDate: '2026-10-19T07:00:00.000Z',
      },
    ]),
  ).toEqual([sprint])
  expect(
    readSprints([
      'com.atlassian.greenhopper.service.sprint.Sprint@1f[id=5,rapidViewId=2,state=CLOSED,name=Ward, 5,startDate=2026-10-05T09:00:00.000+02:00,endDate=2026-10-19T09:00:00.000+02:00,completeDate=<null>,sequence=5,goal=beds [all], a=b]',
    ]),
  ).toEqual([{ ...sprint, name: 'Ward, 5' }])
})

test.prop([fc.jsonValue()])('whatever the field holds, reading it never throws', (value) => {
  expect(readSprints(value)).toBeInstanceOf(Array)
  expect(readSprints([value])).toBeInstanceOf(Array)
})

test('a stay begins and ends with the changes of the field', () => {
  expect(sprintStays([move(10, '', '1'), move(20, '1', '1, 2'), move(30, '1, 2', '2')], facts)).toEqual([
    { sprint: '1', from: 10, to: 30 },
    { sprint: '2', from: 20, to: null },
  ])
})

test('an issue created in a sprint is in it from its creation', () => {
  expect(sprintStays([], facts)).toEqual([{ sprint: '2', from: 0, to: null }])
  expect(sprintStays([move(10, '1', '2')], facts)).toEqual([
    { sprint: '1', from: 0, to: 10 },
    { sprint: '2', from: 10, to: null },
  ])
})

test('an issue that comes back into a sprint has two stays in it', () => {
  expect(sprintStays([move(10, '', '2'), move(20, '2', ''), move(30, '', '2')], facts)).toEqual([
    { sprint: '2', from: 10, to: 20 },
    { sprint: '2', from: 30, to: null },
  ])
})

test('what the field says now stands against the log: a deleted sprint leaves no trace there', () => {
  expect(sprintStays([move(10, '', '1')], { ...facts, present: [] })).toEqual([{ sprint: '1', from: 10, to: 100 }])
})

const sprintList = fc.uniqueArray(fc.constantFrom('1', '2', '3'))

test.prop([fc.array(sprintList, { maxLength: 8 }), sprintList])(
  'the stays without an end are the sprints that the field holds, and every stay runs forwards',
  (lists, present) => {
    const changes = lists.map((to, index) => move(index * 10, (lists[index - 1] ?? []).join(), to.join(', ')))
    const stays = sprintStays(changes, { ...facts, present })
    expect(stays.flatMap(({ sprint, to }) => (to === null ? [sprint] : [])).toSorted()).toEqual(present.toSorted())
    expect(stays.filter(({ from, to }) => to !== null && to < from)).toEqual([])
  },
)
