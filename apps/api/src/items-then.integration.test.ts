import { createTestDatabase, type TestDatabase } from '@throughline/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contest } from './testing/contested-plan.ts'
import { type FilledApi, openFilledApi } from './testing/open-filled-api.ts'
import { NOW } from './testing/open-test-api.ts'

interface Item {
  readonly connection: string
  readonly key: string
  readonly createdAt: string
  readonly state: string
}

interface Move {
  readonly at: string
  readonly to: string
}

const now = new Date(NOW).toISOString()

let database: TestDatabase
let api: FilledApi
let items: readonly Item[]

beforeAll(async () => {
  database = await createTestDatabase()
  api = await openFilledApi(database.url)
  await contest(api)
  items = await list('')
})

afterAll(async () => {
  await api?.close()
  await database?.drop()
})

const ask = async (path: string) => (await api.ask('GET', path)).json
const list = async (query: string): Promise<Item[]> => (await ask(`/items?limit=200${query}`)).items
const pathOf = ({ connection, key }: Item) => `/items/${connection}/${encodeURIComponent(key)}`
const movesOf = async (item: Item): Promise<Move[]> => (await ask(pathOf(item))).transitions

describe('items as of an instant', () => {
  it('are those that existed then, each in the state of its last move up to then', async () => {
    const histories = await Promise.all(items.map(async (item) => ({ item, moves: await movesOf(item) })))
    // Of some moves the very instant and the one before it: moves at the instant count.
    const [early = now, middle = now] = [30, 90].map((place) => histories[place]?.moves.at(-1)?.at)
    for (const at of [early, middle, new Date(Date.parse(middle) - 1).toISOString()]) {
      const expected = histories.flatMap(({ item, moves }) => {
        const last = moves.findLast((move) => move.at <= at)
        return last === undefined ? [] : [{ ...item, state: last.to }]
      })
      const listed = await list(`&asOf=${at}`)
      expect(listed.map(({ key, state }) => [key, state])).toEqual(expected.map(({ key, state }) => [key, state]))
      expect(listed.length).toBeLessThan(items.length)
      for (const state of ['todo', 'in_progress', 'done', 'dropped']) {
        const inState = (await list(`&asOf=${at}&state=${state}`)).map(({ key }) => key)
        expect(inState).toEqual(expected.filter((item) => item.state === state).map(({ key }) => key))
      }
    }
  })

  it('take a date as the end of its day in UTC', async () => {
    expect(await list('&asOf=2026-10-31')).toEqual(await list('&asOf=2026-10-31T23:59:59.999Z'))
  })

  it('have the moves and dates that they had then', async () => {
    const done = items.find(({ state, connection }) => state === 'done' && connection === 'jira')
    if (done === undefined) throw new Error('The simulator’s data has no issue that is done.')
    const present = await ask(pathOf(done))
    const before = new Date(Date.parse(present.doneAt) - 1).toISOString()
    const then = await ask(`${pathOf(done)}?asOf=${before}`)
    expect(then.transitions).toEqual(present.transitions.filter(({ at }: Move) => at <= before))
    expect([then.doneAt, then.state, then.status]).toEqual([
      null,
      then.transitions.at(-1).to,
      then.transitions.at(-1).status,
    ])
    expect(then.links).toEqual(present.links)
  })

  it('are not found before they existed, and not before the hub knew them', async () => {
    const [item] = items
    if (item === undefined) throw new Error('The simulator has no data.')
    for (const query of ['asOf=2020-01-01', 'knownAt=2020-01-01']) {
      const { status, json } = await api.ask('GET', `${pathOf(item)}?${query}`)
      expect([status, json.code]).toEqual([404, 'item.not_found'])
      expect(json.detail).toContain('2020-01-01')
      expect(await list(`&${query}`)).toEqual([])
    }
  })
})

describe('explanations and conflicts as of an instant', () => {
  const explain = ({ connection, key }: Item, query: string) =>
    ask(`/plans/contested/explain?key=${encodeURIComponent(key)}&connection=${connection}${query}`)

  it('say as of now what they say of the present, of every item', async () => {
    for (const item of items) expect(await explain(item, `&asOf=${now}`)).toEqual(await explain(item, ''))
    const conflicts = await ask('/plans/contested/conflicts?limit=200')
    expect(conflicts.items.length).toBeGreaterThan(100)
    expect(await ask(`/plans/contested/conflicts?limit=200&asOf=${now}`)).toEqual(conflicts)
  })

  it('say of the past in which state an item was, and nothing of one that did not exist', async () => {
    const at = '2026-06-30T12:00:00.000Z'
    const existed = items.filter(({ createdAt }) => createdAt <= at)
    const [old, young] = [existed[0], items.find(({ createdAt }) => createdAt > at)]
    if (old === undefined || young === undefined) throw new Error('The data lies on one side of the instant.')
    const { item, link } = await explain(old, `&asOf=${at}`)
    expect(item.state).toBe((await movesOf(old)).findLast((move) => move.at <= at)?.to)
    expect(link).toEqual((await explain(old, '')).link)
    expect((await explain(young, `&asOf=${at}`)).code).toBe('item.not_found')
    const contested = (await ask(`/plans/contested/conflicts?limit=200&asOf=${at}`)).items
    expect(contested.map(({ key }: Item) => key)).toEqual(
      existed.flatMap(({ connection, key }) => (connection === 'jira' ? [key] : [])),
    )
  })

  it('come in pages that together are the whole', async () => {
    const [first, whole] = await Promise.all(
      [70, 200].map((limit) => ask(`/plans/contested/conflicts?limit=${limit}&asOf=${now}`)),
    )
    const rest = await ask(`/plans/contested/conflicts?limit=200&asOf=${now}&cursor=${first.nextCursor}`)
    expect([...first.items, ...rest.items]).toEqual(whole.items)
  })
})
