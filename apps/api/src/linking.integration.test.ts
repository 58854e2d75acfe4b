import { createTestDatabase, type TestDatabase } from '@throughline/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FilledApi, openFilledApi } from './testing/open-filled-api.ts'

/** Two deliverables want BULK-1, two everything else in Jira, and pull requests follow. */
const contested = `
plan: contested
title: Contested work
period: { start: 2026-01-01, end: 2027-12-31 }
objectives:
  - id: deliver
    title: Deliver the work
    deliverables:
      - { id: wide, title: All of Jira, links: [{ project: BULK }] }
      - { id: narrow, title: The first epic, links: [{ epic: BULK-1 }] }
      - { id: last, title: What is left, links: [{ connection: jira }, { keys: NONE-1 }] }
`

let database: TestDatabase
let api: FilledApi

beforeAll(async () => {
  database = await createTestDatabase()
  api = await openFilledApi(database.url)
  await api.ask('PUT', '/plans/contested', { body: contested, headers: { 'content-type': 'application/yaml' } })
  await api.ask('POST', '/plans/contested/settle')
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
