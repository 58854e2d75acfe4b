import { createTestDatabase, type TestDatabase } from '@throughline/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contest, contested } from './testing/contested-plan.ts'
import { type FilledApi, openFilledApi } from './testing/open-filled-api.ts'

let database: TestDatabase
let api: FilledApi

beforeAll(async () => {
  database = await createTestDatabase()
  api = await openFilledApi(database.url)
  await contest(api)
})

afterAll(async () => {
  await api?.close()
  await database?.drop()
})

describe('conflicts', () => {
  it('name the winner and everyone who lost, strongest first, each with its rule', async () => {
    const { items } = (await api.ask('GET', '/plans/contested/conflicts')).json
    expect(items[0]).toMatchObject({
      key: 'BULK-1',
      winner: { deliverable: 'narrow', rule: 'epic', detail: 'epic BULK-1 itself' },
      losers: [
        { deliverable: 'wide', rule: 'field', detail: 'project BULK' },
        { deliverable: 'last', rule: 'field', detail: 'connection jira' },
      ],
    })
    const detail = (await api.ask('GET', '/items/jira/BULK-1')).json
    expect(detail.links.find((link: { plan: string }) => link.plan === 'contested').conflicts).toEqual(items[0].losers)
  })

  it('come in pages that together hold every contested item once', async () => {
    const keys: string[] = []
    let cursor = ''
    for (;;) {
      const { json } = await api.ask('GET', `/plans/contested/conflicts?limit=50${cursor}`)
      keys.push(...json.items.map((item: { key: string }) => item.key))
      if (json.nextCursor === null) break
      cursor = `&cursor=${json.nextCursor}`
    }
    expect(keys).toHaveLength(130)
    expect(new Set(keys).size).toBe(130)
  })

  it('are none where every item is named once', async () => {
    expect((await api.ask('GET', '/plans/bulk/conflicts')).json).toEqual({ items: [], nextCursor: null })
    expect((await api.ask('GET', '/plans/nope/conflicts')).json.code).toBe('plan.not_found')
    expect((await api.ask('GET', '/plans/bulk/conflicts?cursor=bm8')).json.code).toBe('page.cursor')
  })
})

describe('an explanation', () => {
  const explain = async (plan: string, key: string, more = '') =>
    (await api.ask('GET', `/plans/${plan}/explain?key=${encodeURIComponent(key)}${more}`)).json

  it('says which claims there were, which won and why, and whether the item counts', async () => {
    const answer = await explain('contested', 'BULK-1', '&connection=jira')
    expect(answer).toMatchObject({
      version: 1,
      isSettled: true,
      item: { key: 'BULK-1', connection: 'jira' },
      link: { deliverable: 'narrow', rule: 'epic', detail: 'epic BULK-1 itself' },
      claims: [
        { deliverable: 'narrow', position: 2, won: true, whyNot: null },
        { deliverable: 'wide', position: 1, won: false, whyNot: 'narrow names it by an epic, which beats its fields.' },
        { deliverable: 'last', position: 3, won: false },
      ],
      nearMisses: [{ deliverable: 'last', failed: [{ field: 'keys' }] }],
      counting: { counted: false, whyNot: 'It contains other items that are linked here and stand for it.' },
    })
  })

  it('has the references of a pull request, and says what unlinked work lacks', async () => {
    const pulls = (await api.ask('GET', '/items?kind=pull_request&limit=200')).json.items
    const answers = await Promise.all(pulls.map(({ key }: { key: string }) => explain('contested', key)))
    const following = answers.filter(({ link }) => link?.rule === 'reference')
    expect(following.length).toBeGreaterThan(0)
    for (const { references, counting } of following) {
      expect(references.some(({ link }: { link: object | null }) => link !== null)).toBe(true)
      expect(counting.whyNot).toContain('evidence')
    }
    const issue = (await api.ask('GET', '/items?connection=github&kind=issue&limit=1')).json.items[0]
    const { link, verdict, counting } = await explain('contested', issue.key)
    expect([link, counting]).toEqual([null, null])
    expect(verdict).toContain('none of the plan’s 4 selectors chooses it')
  })

  it('agrees with the stored link of every item', async () => {
    const { items } = (await api.ask('GET', '/items?limit=200')).json
    for (const { connection, key } of items) {
      const { link, isSettled } = await explain('contested', key, `&connection=${connection}`)
      const { links } = (await api.ask('GET', `/items/${connection}/${encodeURIComponent(key)}`)).json
      const stored = links.find((each: { plan: string }) => each.plan === 'contested')
      expect([key, isSettled, link?.deliverable, link?.detail]).toEqual([
        key,
        true,
        stored?.deliverable,
        stored?.detail,
      ])
    }
  })

  it('says when the plan still waits to be settled', async () => {
    const headers = { 'content-type': 'application/yaml' }
    const body = contested.replaceAll('contested', 'waiting')
    await api.ask('PUT', '/plans/waiting', { body, headers })
    expect(await explain('waiting', 'BULK-1')).toMatchObject({ isSettled: false, link: { deliverable: 'narrow' } })
    await api.ask('POST', '/plans/waiting/settle')
    expect((await explain('waiting', 'BULK-1')).isSettled).toBe(true)
  })

  it('says so too where a new version would change only who lost', async () => {
    const headers = { 'content-type': 'application/yaml' }
    const losers = `${contested}      - { id: later, title: Later, links: [{ project: BULK }] }\n`
    await api.ask('PUT', '/plans/losers', { body: contested.replaceAll('contested', 'losers'), headers })
    await api.ask('POST', '/plans/losers/settle')
    await api.ask('PUT', '/plans/losers', { body: losers.replaceAll('contested', 'losers'), headers })
    expect(await explain('losers', 'BULK-1')).toMatchObject({ isSettled: false, link: { deliverable: 'narrow' } })
    await api.ask('POST', '/plans/losers/settle')
    expect((await explain('losers', 'BULK-1')).isSettled).toBe(true)
  })

  it('is refused for a key that nobody has, and for one that several connections have until one is named', async () => {
    expect((await explain('contested', 'NONE-1')).code).toBe('item.not_found')
    expect((await explain('contested', 'BULK-1', '&connection=github')).code).toBe('item.not_found')
    expect((await explain('nope', 'BULK-1')).code).toBe('plan.not_found')
    const { jiraUrl: baseUrl, jiraAuth: auth } = api.tools
    await api.ask('PUT', '/connections/twin', { body: { kind: 'jira', baseUrl, auth, scopes: ['BULK'] } })
    const started = await api.ask('POST', '/connections/twin/syncs', { body: { mode: 'full' } })
    await api.work(started.json.id, ['BULK'])
    const several = await explain('contested', 'BULK-1')
    expect([several.code, several.detail]).toEqual(['item.several', expect.stringContaining('jira, twin')])
    expect((await explain('contested', 'BULK-1', '&connection=twin')).item.connection).toBe('twin')
  })
})
