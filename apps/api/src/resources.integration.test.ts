import { createTestDatabase, type TestDatabase } from '@throughline/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FilledApi, openFilledApi, planDocument } from './testing/open-filled-api.ts'

let database: TestDatabase
let api: FilledApi

beforeAll(async () => {
  database = await createTestDatabase()
  api = await openFilledApi(database.url)
})

afterAll(async () => {
  await api?.close()
  await database?.drop()
})

describe('lists', () => {
  it('come in pages that together hold everything once', async () => {
    const keys: string[] = []
    let path = '/items?connection=jira&limit=50'
    for (;;) {
      const { json } = await api.ask('GET', path)
      expect(json.items.length).toBeLessThanOrEqual(50)
      keys.push(...json.items.map((item: { key: string }) => item.key))
      if (json.nextCursor === null) break
      path = `/items?connection=jira&limit=50&cursor=${json.nextCursor}`
    }
    expect(keys).toHaveLength(130)
    expect(new Set(keys).size).toBe(130)
  })

  it('hold 50 where nobody says how many', async () => {
    expect((await api.ask('GET', '/items')).json.items).toHaveLength(50)
    expect((await api.ask('GET', '/plans/bulk/deliverables/tracker/items')).json.items).toHaveLength(50)
  })

  it('that are short are paged alike', async () => {
    const first = (await api.ask('GET', '/connections?limit=1')).json
    expect(first.items.map((each: { id: string }) => each.id)).toEqual(['github'])
    const second = (await api.ask('GET', `/connections?limit=1&cursor=${first.nextCursor}`)).json
    expect([second.items[0].id, second.nextCursor]).toEqual(['jira', null])
  })

  it('pass only what all filters let through', async () => {
    const done = (await api.ask('GET', '/items?kind=pull_request&state=done&limit=200')).json.items
    expect(done.length).toBeGreaterThan(0)
    const passes = (item: { kind: string; state: string }) => item.kind === 'pull_request' && item.state === 'done'
    expect(done.every(passes)).toBe(true)
    expect((await api.ask('GET', '/items?changedSince=2026-11-24')).json.items).toEqual([])
    expect((await api.ask('GET', '/items?changedSince=2026-11-23T10:00:00Z')).json.items).toHaveLength(50)
  })
})

describe('a work item', () => {
  it('has exactly the fields of the contract, and its instants in UTC', async () => {
    const item = (await api.ask('GET', '/items?limit=1')).json.items[0]
    const fields =
      'connection scope key kind type title url state status parent labels components milestones assignee author estimate createdAt startedAt doneAt droppedAt updatedAt changedAt tombstone'
    expect(Object.keys(item)).toEqual(fields.split(' '))
    expect(item.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    expect(item.changedAt).toBe('2026-11-23T10:00:00.000Z')
  })

  it('answers under its key, encoded or not, with history and links', async () => {
    const { items } = (await api.ask('GET', '/items?connection=github&limit=1')).json
    const encoded = await api.ask('GET', `/items/github/${encodeURIComponent(items[0].key)}`)
    const slash = await api.ask('GET', `/items/github/${items[0].key.replace('#', '%23')}`)
    expect(encoded.json).toMatchObject(items[0])
    expect(slash.text).toBe(encoded.text)
    expect(encoded.json.transitions[0]).toMatchObject({ from: null, at: items[0].createdAt })
    const jira = (await api.ask('GET', '/items/jira/BULK-1')).json
    expect(jira.links).toMatchObject([{ plan: 'bulk', deliverable: 'tracker', rule: 'field' }])
  })
})

describe('a connection', () => {
  it('shows how it signs in, but no secret, and when each scope was read', async () => {
    const { json } = await api.ask('GET', '/connections/jira')
    expect(json).toMatchObject({
      auth: { type: 'basic', email: api.tools.jiraAuth.email },
      hasWebhookSecret: false,
      quotaShare: 0.5,
      scopeStates: [{ scope: 'BULK', syncedAt: '2026-11-23T10:00:00.000Z' }],
    })
  })

  it('shows how complete each scope is, how far the reviews are read, and how the quota stands', async () => {
    const { json } = await api.ask('GET', '/connections/github')
    expect(json.scopeStates).toEqual([
      {
        scope: 'bulk/load',
        syncedAt: '2026-11-23T10:00:00.000Z',
        censusAt: '2026-11-23T10:00:00.000Z',
        coverage: 1,
        entries: 20,
        matched: 20,
        reviews: { of: 8, known: 0 },
      },
    ])
    expect(json.quota).toContainEqual(expect.objectContaining({ resource: 'core', limit: 5_000, pausedUntil: null }))
    expect((await api.ask('GET', '/connections/jira')).json.scopeStates[0].reviews).toBeNull()
  })

  it('is checked against the tool', async () => {
    const { json } = await api.ask('POST', '/connections/jira/check')
    expect(json).toMatchObject({ ok: true, problems: [] })
  })
})

describe('the events of a sync', () => {
  it('end with the sync as it ended', async () => {
    const reply = await api.ask('GET', `/syncs/${api.syncId}/events`)
    expect(reply.headers.get('content-type')).toMatch(/^text\/event-stream/)
    const data = reply.text.split('\n').flatMap((line) => (line.startsWith('data: ') ? [line.slice(6)] : []))
    expect(data).toHaveLength(1)
    expect(JSON.parse(data[0] ?? '')).toEqual((await api.ask('GET', `/syncs/${api.syncId}`)).json)
    const id = /^id: (.*)$/m.exec(reply.text)?.[1] ?? ''
    const again = await api.ask('GET', `/syncs/${api.syncId}/events`, { headers: { 'last-event-id': id } })
    expect(again.status).toBe(204)
  })

  it('tell each change until it is cancelled', async () => {
    const { json: started } = await api.ask('POST', '/connections/jira/syncs', { body: { mode: 'incremental' } })
    const events = api.ask('GET', `/syncs/${started.id}/events`)
    await api.ask('POST', `/syncs/${started.id}/cancel`)
    const { text } = await events
    const last = text.split('\n').findLast((line) => line.startsWith('data: ')) ?? ''
    expect(JSON.parse(last.slice(6))).toMatchObject({
      status: 'failed',
      scopes: [{ error: { code: 'sync.cancelled' } }],
    })
    expect((await api.ask('POST', `/syncs/${started.id}/retry`)).json.scopes[0].status).toBe('queued')
    await api.work(started.id, ['BULK'])
  })
})

describe('a job', () => {
  it.each(['/jobs/sync.scope/4711/retry', '/jobs/sync.scope%2F4711/retry'])(
    'is found by the id it is listed with, slash encoded or not: %s',
    async (path) => {
      const reply = await api.ask('POST', path)
      expect([reply.status, reply.json.code]).toEqual([404, 'job.not_failed'])
      expect(reply.json.detail).toContain('sync.scope/4711')
    },
  )
})

describe('a plan document', () => {
  it('comes back as it was sent, or as JSON that can be sent again', async () => {
    const yaml = await api.ask('GET', '/plans/bulk', { headers: { accept: 'application/yaml' } })
    expect(yaml.text).toBe(planDocument)
    expect(yaml.headers.get('throughline-plan-version')).toBe('1')
    const json = await api.ask('GET', '/plans/bulk')
    expect(json.json).toMatchObject({ plan: 'bulk', period: { start: '2026-01-01' } })
    const dry = await api.ask('PUT', '/plans/bulk?dryRun=true', { body: json.text })
    expect(dry.json).toMatchObject({ changes: [], effect: [] })
  })

  it('is refused with the line at fault', async () => {
    const body = planDocument.replace('title: Bulk work', 'titel: Bulk work')
    const reply = await api.ask('PUT', '/plans/bulk', { body, headers: { 'content-type': 'text/yaml' } })
    expect([reply.status, reply.json.code]).toEqual([400, 'plan.invalid'])
    expect(reply.json.errors).toContainEqual(expect.objectContaining({ pointer: '/titel', line: 3 }))
  })

  it('sent again changes nothing', async () => {
    const again = await api.ask('PUT', '/plans/bulk', {
      body: planDocument,
      headers: { 'content-type': 'application/yaml' },
    })
    expect(again.json).toMatchObject({ version: 1, changed: false })
  })

  it('takes links and gives them back, comments kept', async () => {
    const body = { node: 'wiring', selector: { connection: 'github', keys: ['bulk/load#1'] } }
    const dry = await api.ask('POST', '/plans/bulk/links?dryRun=true', { body })
    expect(dry.json).toMatchObject({ changed: true, version: 2 })
    const linked = await api.ask('POST', '/plans/bulk/links', { body })
    expect([linked.status, linked.json.version]).toEqual([200, 2])
    const { text } = await api.ask('GET', '/plans/bulk', { headers: { accept: 'text/yaml' } })
    expect(text).toContain('# everything in Jira')
    expect(text).toContain('bulk/load#1')
    const unlinked = await api.ask('DELETE', '/plans/bulk/links', { body })
    expect(unlinked.json.version).toBe(3)
    const versions = (await api.ask('GET', '/plans/bulk/versions?limit=2')).json
    expect(versions.items.map((each: { version: number }) => each.version)).toEqual([3, 2])
    expect((await api.ask('GET', `/plans/bulk/versions?cursor=${versions.nextCursor}`)).json.items).toHaveLength(1)
    expect((await api.ask('GET', '/plans/bulk/versions/1', { headers: { accept: 'text/yaml' } })).text).toBe(
      planDocument,
    )
    expect((await api.ask('GET', '/plans/bulk/versions/9')).status).toBe(404)
    const unknown = await api.ask('POST', '/plans/bulk/links', { body: { ...body, node: 'none' } })
    expect(unknown.status).toBe(404)
    const strange = await api.ask('POST', '/plans/bulk/links', { body: { ...body, selector: { label: 'x' } } })
    expect([strange.status, strange.json.errors[0].pointer]).toEqual([400, '/selector/label'])
    await api.ask('POST', '/plans/bulk/settle')
  })
})

describe('a plan made from a version', () => {
  const headers = { 'content-type': 'application/yaml' }
  const titled = (title: string) => planDocument.replace('plan: bulk', 'plan: based').replace('Bulk work', title)
  const put = async (title: string, query: string) => {
    const { status, json } = await api.ask('PUT', `/plans/based?${query}`, { body: titled(title), headers })
    return status === 200 ? json.version : [status, json.code]
  }

  it('is stored only while that is the newest, and no plan comes of a refusal', async () => {
    const refused = [409, 'plan.changed_meanwhile']
    expect(await put('One', 'base=3')).toEqual(refused)
    expect(await put('One', 'base=3&dryRun=true')).toEqual(refused)
    expect((await api.ask('GET', '/plans/based')).status).toBe(404)
    expect(await put('One', 'base=0')).toBe(1)
    expect(await put('Two', 'base=0')).toEqual(refused)
    expect(await put('Two', 'base=1&dryRun=true')).toBe(2)
    expect(await put('Two', 'base=1')).toBe(2)
    expect(await put('Three', 'base=1')).toEqual(refused)
    expect(await put('Three', '')).toBe(3)
    expect((await api.ask('PUT', '/plans/based?base=x', { body: titled('Four'), headers })).status).toBe(400)
  })

  it('is stored once however often it is sent', async () => {
    expect(await put('Four', 'base=3')).toBe(4)
    expect(await put('Four', 'base=3')).toBe(4)
  })
})

describe('links added at the same time', () => {
  it('are all in the document afterwards', async () => {
    const headers = { 'content-type': 'application/yaml' }
    await api.ask('PUT', '/plans/together', { body: planDocument.replace('plan: bulk', 'plan: together'), headers })
    const keys = Array.from({ length: 6 }, (_, index) => `bulk/load#${index + 1}`)
    const replies = await Promise.all(
      keys.map((key) => {
        const body = { node: 'wiring', selector: { connection: 'github', keys: [key] } }
        return api.ask('POST', '/plans/together/links', { body })
      }),
    )
    expect(replies.map(({ status }) => status)).toEqual(keys.map(() => 200))
    expect(new Set(replies.map(({ json }) => json.version))).toEqual(new Set([2, 3, 4, 5, 6, 7]))
    const { text } = await api.ask('GET', '/plans/together', { headers: { accept: 'text/yaml' } })
    for (const key of keys) expect(text).toContain(key)
  })
})

describe('reads', () => {
  it.each(['/items?limit=5', '/plans/bulk', '/plans/bulk/roadmap', '/connections'])(
    '%s answer 304 to whoever has them already',
    async (path) => {
      const first = await api.ask('GET', path)
      const etag = first.headers.get('etag') ?? ''
      expect(etag).not.toBe('')
      const again = await api.ask('GET', path, { headers: { 'if-none-match': etag } })
      expect([again.status, again.text]).toEqual([304, ''])
      expect((await api.ask('GET', path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
    },
  )
})

it('nothing here was an error of the hub', () => {
  expect(api.logLines.filter((line) => line.includes('"level":"error"'))).toEqual([])
})
