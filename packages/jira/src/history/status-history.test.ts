import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { readChanges } from './changelog.ts'
import { type HistoryFacts, statusHistory } from './status-history.ts'

const CREATED = Date.UTC(2026, 0, 1)
const DAY = 86_400_000
const facts: HistoryFacts = {
  seen: { status: 'Done', category: 'done', resolution: 'Fixed' },
  createdAt: CREATED,
  updatedAt: CREATED + 10 * DAY,
}

const item = (field: string, from: string | null, to: string | null, ids: [string?, string?] = []) => ({
  field,
  fieldtype: 'jira',
  fieldId: field,
  from: ids[0] ?? null,
  fromString: from,
  to: ids[1] ?? null,
  toString: to,
})

const change = (day: number, ...items: readonly object[]) => ({
  id: String(1000 + day),
  created: new Date(CREATED + day * DAY).toISOString().replace('Z', '+0000'),
  items,
})

function historyOf(histories: readonly object[], over: Partial<HistoryFacts> = {}) {
  const categories: Record<string, 'todo' | 'in_progress' | 'done'> = { '1': 'todo', 'to do': 'todo', '3': 'done' }
  const changes = readChanges(histories)
  if (changes === null) throw new Error('the history could not be read')
  return statusHistory(changes, { ...facts, ...over }, (id, name) => {
    return categories[id ?? ''] ?? categories[name.toLowerCase()] ?? null
  })
}

test('a history begins with the status the issue was created in, and says each move with its resolution', () => {
  expect(
    historyOf([
      change(1, item('status', 'To Do', 'Doing', ['1', '2'])),
      change(2, item('resolution', null, 'Fixed'), item('status', 'Doing', 'Done', ['2', '3'])),
      change(3, item('status', 'Done', 'Doing', ['3', '2']), item('resolution', 'Fixed', null)),
      change(4, item('resolution', null, 'Fixed')),
      change(5, item('status', 'Doing', 'Done', ['2', '3'])),
    ]),
  ).toEqual([
    { at: CREATED, status: 'To Do', category: 'todo', resolution: null },
    { at: CREATED + DAY, status: 'Doing', category: 'in_progress', resolution: null },
    { at: CREATED + 2 * DAY, status: 'Done', category: 'done', resolution: 'Fixed' },
    { at: CREATED + 3 * DAY, status: 'Doing', category: 'in_progress', resolution: null },
    { at: CREATED + 5 * DAY, status: 'Done', category: 'done', resolution: 'Fixed' },
  ])
})

test('a log of other changes is no history', () => {
  expect(historyOf([change(1, item('summary', 'a', 'b')), change(2, item('resolution', null, 'Fixed'))])).toBeNull()
  expect(historyOf([])).toBeNull()
})

test('a status that the site no longer has goes by its name, else by the issue’s own, else is in progress', () => {
  const history = historyOf([
    change(1, item('status', 'TO DO', 'Gone', ['77', '78'])),
    change(2, item('status', 'Gone', 'Done', ['78', '79'])),
  ])
  expect(history?.map(({ category }) => category)).toEqual(['todo', 'in_progress', 'done'])
})

test('a resolution that was there before its first change counts from the creation', () => {
  const [first] =
    historyOf([change(1, item('status', 'Closed', 'Done')), change(2, item('resolution', 'Duplicate', 'Fixed'))]) ?? []
  expect(first).toMatchObject({ status: 'Closed', resolution: 'Duplicate' })
})

test('a move that the issue does not show yet is left to the next walk', () => {
  const moves = [change(1, item('status', 'To Do', 'Done')), change(11, item('status', 'Done', 'Doing'))]
  expect(historyOf(moves)?.map(({ status }) => status)).toEqual(['To Do', 'Done'])
  // Histories and issues are stamped apart: what the issue does show counts, a little late or not.
  const late = [change(1, item('status', 'To Do', 'Doing')), change(11, item('status', 'Doing', 'Done'))]
  expect(historyOf(late)?.at(-1)).toMatchObject({ status: 'Done', at: CREATED + 11 * DAY })
})

test('changes are told apart by field id, and by name where there is none, as on Data Center', () => {
  const nameless = { ...item('status', 'To Do', 'Done'), fieldId: undefined }
  expect(historyOf([change(1, nameless)])).toHaveLength(2)
  const custom = { ...item('status', 'x', 'y'), fieldId: 'customfield_9' }
  expect(historyOf([change(1, custom)])).toBeNull()
})

test('instants in numbers are read as well, in seconds as in milliseconds', () => {
  const at = (created: number) => readChanges([{ ...change(1), created }])?.[0]?.at
  expect(at(1_492_070_429)).toBe(1_492_070_429_000)
  expect(at(1_492_070_429_123)).toBe(1_492_070_429_123)
})

test('a change without an instant makes the whole log unreadable', () => {
  expect(readChanges([change(1), { ...change(2), created: 'soon' }])).toBeNull()
  expect(readChanges([{ ...change(2), items: null }])).toBeNull()
})

const moves = fc.array(
  fc.record({
    day: fc.integer({ min: 0, max: 9 }),
    to: fc.constantFrom('To Do', 'Doing', 'Done'),
    resolution: fc.option(fc.constantFrom('Fixed', 'Declined')),
  }),
  { minLength: 1, maxLength: 12 },
)

test.prop([moves, fc.boolean()])('whatever the order of the log, a history runs forwards', (list, isNewestFirst) => {
  const sorted = list.toSorted((one, other) => one.day - other.day)
  const log = sorted.map(({ day, to, resolution }, index) => ({
    ...change(day, item('status', sorted[index - 1]?.to ?? 'To Do', to), item('resolution', null, resolution)),
    id: String(index),
  }))
  const seen = { status: sorted.at(-1)?.to ?? '', category: 'todo', resolution: null } as const
  const history = historyOf(isNewestFirst ? log.toReversed() : log, { seen }) ?? []
  expect(history.map(({ status }) => status)).toEqual(['To Do', ...sorted.map(({ to }) => to)])
  expect(history.map(({ at }) => at)).toEqual(history.map(({ at }) => at).toSorted((one, other) => one - other))
  expect(history.slice(1).map(({ resolution }) => resolution)).toEqual(sorted.map(({ resolution }) => resolution))
})
