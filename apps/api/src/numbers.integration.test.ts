import { roadmap } from '@throughline/hub'
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

describe('numbers', () => {
  it('of the roadmap say of when they are', async () => {
    const now = (await api.ask('GET', '/plans/bulk/roadmap')).json
    expect(now.asOf).toBe('2026-11-23T10:00:00.000Z')
    expect(now.objectives[0].deliverables[0].progress).toBeGreaterThan(0)
    const past = (await api.ask('GET', '/plans/bulk/roadmap?asOf=2026-01-31')).json
    expect(past.asOf).toBe('2026-01-31T22:59:59.999Z')
    expect(past.objectives[0].deliverables[0].counts).not.toEqual(now.objectives[0].deliverables[0].counts)
  })

  it('have the items that make them', async () => {
    const { json } = await api.ask('GET', '/plans/bulk/deliverables/tracker/items?limit=200')
    const counted = json.items.filter((item: { counted: boolean }) => item.counted)
    const { counts } = (await api.ask('GET', '/plans/bulk/roadmap')).json.objectives[0].deliverables[0]
    const sum = counts.todo + counts.inProgress + counts.done
    expect(counted).toHaveLength(sum)
    expect(json.items[0].link.rule).toBe('field')
    const unlinked = (await api.ask('GET', '/plans/bulk/unlinked?limit=200')).json.items
    expect(new Set(unlinked.map((item: { connection: string }) => item.connection))).toEqual(new Set(['github']))
  })

  it('of a KPI come for every week, with evidence that adds up', async () => {
    const { items } = (await api.ask('GET', '/plans/bulk/kpis/finished/values?from=2026-W40&to=2026-W48')).json
    expect(items).toHaveLength(9)
    expect(items[8]).toMatchObject({ week: '2026-W48', partial: true, status: null })
    const evidence = (await api.ask('GET', '/plans/bulk/kpis/finished/evidence?week=2026-W47')).json
    const sum = evidence.items.reduce((total: number, item: { contribution: number }) => total + item.contribution, 0)
    expect(sum).toBe(items[7].value)
    expect((await api.ask('GET', '/plans/bulk/kpis')).json.items).toHaveLength(2)
  })

  it('of the date of a Sunday have its week behind them, in KPIs as in the roadmap', async () => {
    const [asOf] = (await api.ask('GET', '/plans/bulk/kpis?asOf=2026-11-22')).json.items
    const [now] = (await api.ask('GET', '/plans/bulk/kpis')).json.items
    expect([asOf.week, asOf.current]).toEqual(['2026-W47', now.current])
    const saturday = (await api.ask('GET', '/plans/bulk/kpis?asOf=2026-11-21')).json.items
    expect(saturday[0].week).toBe('2026-W46')
  })

  it('of the investment mix make one, with the items behind them', async () => {
    const mix = (await api.ask('GET', '/plans/bulk/investment?from=2026-W40&to=2026-W47&limit=200')).json
    expect(mix.shares.map((share: { id: string | null }) => share.id)).toEqual(['deliver', null])
    expect(mix.shares.reduce((sum: number, { share }: { share: number }) => sum + share, 0)).toBeCloseTo(1, 12)
    expect(mix.weeks).toHaveLength(8)
    expect(mix.total).toBeGreaterThan(0)
    expect(mix.items).toHaveLength(Math.min(200, mix.total))
    const types = (await api.ask('GET', '/plans/bulk/investment?by=type')).json
    expect([types.from, types.to, types.by]).toEqual(['2026-W44', '2026-W47', 'type'])
    expect((await api.ask('GET', '/plans/bulk/investment?from=2026-W40&to=2026-W39')).status).toBe(400)
  })

  it('that are entered by hand stand until they are taken back', async () => {
    const path = '/plans/bulk/kpis/by-hand/values/2026-W47'
    const body = { value: 8.5, reason: 'Survey' }
    const early = await api.ask('PUT', path, { body: { ...body, until: '2026-W46' } })
    expect([early.status, early.json.errors[0].pointer]).toEqual([400, '/until'])
    expect((await api.ask('PUT', path, { body })).json).toMatchObject({ week: '2026-W47', value: 8.5, replaced: null })
    const other = (await api.ask('GET', '/plans/bulk/kpis/finished/values?from=2026-W47&to=2026-W47')).json.items[0]
    expect(other.value).not.toBe(8.5)
    expect((await api.ask('DELETE', `${path}?reason=Late`)).status).toBe(204)
    expect((await api.ask('DELETE', path)).status).toBe(404)
  })

  it('that override others say so, by whom, why and until when, and keep the measured one beside them', async () => {
    const values = async () =>
      (await api.ask('GET', '/plans/bulk/kpis/finished/values?from=2026-W45&to=2026-W47')).json.items
    const measured = await values()
    const path = '/plans/bulk/kpis/finished/values/2026-W45'
    await api.ask('PUT', path, { body: { value: 100, reason: 'Guess', until: '2026-W47' } })
    const put = await api.ask('PUT', path, { body: { value: 99, reason: 'Recount', until: '2026-W46' } })
    expect(put.json).toMatchObject({
      value: 99,
      source: 'entered',
      measured: measured[0].value,
      entered: { author: 'admin', reason: 'Recount', week: '2026-W45', until: '2026-W46' },
      replaced: { value: 100, reason: 'Guess', until: '2026-W47', author: 'admin' },
    })
    const nothing = await api.ask('DELETE', '/plans/bulk/kpis/finished/values/2026-W46')
    expect([nothing.status, nothing.json.detail]).toEqual([
      404,
      'No value of finished was entered for 2026-W46. The one for 2026-W45 holds until 2026-W46: take that one back, or enter another for 2026-W46.',
    ])
    const [, second, third] = await values()
    expect(second).toMatchObject({ value: 99, source: 'entered', measured: measured[1].value })
    expect(third).toEqual(measured[2])
    expect((await api.ask('DELETE', `${path}?reason=Wrong`)).status).toBe(204)
    expect(await values()).toEqual(measured)
    const log = '/plans/bulk/kpis/finished/entries'
    const first = (await api.ask('GET', `${log}?limit=2`)).json
    expect(first.items).toMatchObject([
      { action: 'taken_back', value: null, reason: 'Wrong', replaced: { value: 99 } },
      { action: 'entered', value: 99, reason: 'Recount', replaced: { value: 100 } },
    ])
    const rest = (await api.ask('GET', `${log}?limit=2&cursor=${first.nextCursor}`)).json
    expect([rest.items, rest.nextCursor]).toMatchObject([[{ value: 100, replaced: null }], null])
    expect((await api.ask('GET', '/plans/bulk/kpis/none/entries')).status).toBe(404)
  })

  it('come from CSV all or none, and the same file again enters nothing', async () => {
    const send = (body: string, query = '') =>
      api.ask('POST', `/plans/bulk/kpis/values${query}`, { body, headers: { 'content-type': 'text/csv' } })
    const head = 'kpi,week,value,reason,until\n'
    const good = `${head}by-hand,2026-W40,4,Survey,\nby-hand,2026-W41,5,Survey,2026-W42\n`
    const dry = await send(good, '?dryRun=true')
    expect(dry.json).toMatchObject({
      dryRun: true,
      unchanged: 0,
      entered: [{ value: 4, replaced: null }, { value: 5 }],
    })
    const values = async () =>
      (await api.ask('GET', '/plans/bulk/kpis/by-hand/values?from=2026-W40&to=2026-W43')).json.items.map(
        (item: { value: number | null }) => item.value,
      )
    const bad = await send(`${good}by-hand,2026-W43,many,Survey,\n`)
    expect([bad.status, bad.json.code, bad.json.errors[0].line]).toEqual([400, 'kpi.csv_invalid', 4])
    expect(await values()).toEqual([null, null, null, null])
    expect((await send(good)).json.entered).toHaveLength(2)
    expect(await values()).toEqual([4, 5, 5, null])
    const within = `${head}by-hand,2026-W42,7,Recount,\nby-hand,2026-W43,8,Recount,2026-W44\nby-hand,2026-W44,9,Recount,\n`
    const entered = {
      unchanged: 0,
      entered: [{ replaced: { value: 5 } }, { replaced: null }, { replaced: { value: 8 } }],
    }
    expect((await send(within, '?dryRun=true')).json).toMatchObject(entered)
    expect((await send(within)).json).toMatchObject(entered)
    const again = await send(good.replace('5,Survey', '6,Recount'))
    expect(again.json).toMatchObject({ unchanged: 1, entered: [{ value: 6, replaced: { value: 5, author: 'admin' } }] })
    expect((await api.ask('POST', '/plans/bulk/kpis/values', { body: {} })).status).toBe(415)
  })

  it('of work that lives nowhere are entered by date', async () => {
    const body = { progress: 0.25, note: 'First site' }
    const put = await api.ask('PUT', '/plans/bulk/deliverables/wiring/progress/2026-11-20', { body })
    expect(put.json).toMatchObject({ deliverable: 'wiring', date: '2026-11-20', ...body, replaced: null })
    const path = '/plans/bulk/deliverables/wiring/progress'
    const again = await api.ask('PUT', `${path}/2026-11-19`, { body: { progress: 0.9 } })
    expect(again.json).toMatchObject({ progress: 0.9, note: null, author: 'admin' })
    expect((await api.ask('DELETE', `${path}/2026-11-19?note=Typo`)).status).toBe(204)
    expect((await api.ask('DELETE', `${path}/2026-11-19`)).json.code).toBe('progress.no_entry')
    expect((await api.ask('GET', `${path}?limit=2`)).json.items).toMatchObject([
      { date: '2026-11-19', action: 'taken_back', progress: null, note: 'Typo', replaced: { progress: 0.9 } },
      { date: '2026-11-19', action: 'entered', progress: 0.9, replaced: null },
    ])
    expect((await api.ask('GET', '/plans/bulk/roadmap')).json.objectives[0].deliverables[1].progress).toBe(0.25)
    // A change that moves nothing else starts from what the roadmap shows.
    const { body: document, headers } = {
      body: planDocument.replace('id: wiring', 'id: wiring\n        weight: 3'),
      headers: { 'content-type': 'application/yaml' },
    }
    const dry = await api.ask('PUT', '/plans/bulk?dryRun=true', { body: document, headers })
    const { progress } = (await api.ask('GET', '/plans/bulk/roadmap')).json.objectives[0]
    expect(dry.json.effect).toContainEqual(expect.objectContaining({ id: 'deliver', before: progress }))
    const measured = await api.ask('PUT', '/plans/bulk/deliverables/tracker/progress/2026-11-20', { body })
    expect([measured.status, measured.json.code]).toEqual([400, 'progress.not_manual'])
  })
})

describe('numbers as of now', () => {
  it('are the same answer, and cost no second computation, until something changes that they are made of', async () => {
    const changes: [what: string, change: () => Promise<unknown>][] = [
      [
        'a value',
        () => api.ask('PUT', '/plans/bulk/kpis/by-hand/values/2026-W46', { body: { value: 7, reason: 'S' } }),
      ],
      [
        'progress',
        () =>
          api.ask('PUT', '/plans/bulk/deliverables/wiring/progress/2026-11-19', {
            body: { progress: 0.2, note: null },
          }),
      ],
      ['an item', () => api.hub.database.pool.query('update hub_state set revision = revision + 1')],
      ['a side fact', () => api.hub.database.pool.query('update hub_state set side_revision = side_revision + 1')],
      ['completeness', () => api.hub.database.pool.query('update scope_state set entries = entries + 1')],
      ['a connection', () => api.hub.database.pool.query('update connection set updated_at = now()')],
    ]
    const { hub } = api
    for (const [what, change] of changes) {
      const [one, other] = await Promise.all([roadmap(hub, 'bulk'), roadmap(hub, 'bulk')])
      expect(one).toBe(other)
      expect(await roadmap(hub, 'bulk')).toBe(one)
      await change()
      expect(await roadmap(hub, 'bulk'), what).not.toBe(one)
    }
    await api.ask('DELETE', '/plans/bulk/kpis/by-hand/values/2026-W46')
  })

  it('carry an ETag by which they need not be sent again', async () => {
    const first = await api.ask('GET', '/plans/bulk/roadmap')
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' }
    expect((await api.ask('GET', '/plans/bulk/roadmap', { headers })).status).toBe(304)
  })
})

describe('forecasts', () => {
  const deliverables = async (query = '') =>
    (await api.ask('GET', `/plans/bulk/roadmap${query}`)).json.objectives[0].deliverables

  it('say what they stand on, and are the same for the same question', async () => {
    const [tracker, wiring] = await deliverables()
    const { p50, p85, p95 } = tracker.forecast
    expect([p50, p85, p95].map((date) => date ?? '9999')).toEqual([p50, p85, p95].map((date) => date ?? '9999').sort())
    expect(tracker.forecastBasis).toMatchObject({ trials: 10_000, weeks: 12, isBorrowed: false })
    expect(wiring).toMatchObject({ forecast: null, forecastBasis: { trials: 0 }, calibration: null })
    expect((await deliverables())[0]).toEqual(tracker)
    const past = await deliverables('?asOf=2026-09-30')
    expect(await deliverables('?asOf=2026-09-30')).toEqual(past)
    expect(past[0].forecastBasis).not.toEqual(tracker.forecastBasis)
  })

  it('as of a day to come are made from what is known today', async () => {
    const [later] = await deliverables('?asOf=2027-03-01')
    const [now] = await deliverables()
    expect(later.forecast).toEqual(now.forecast)
  })

  it('follow what is entered by hand, and a new version of the plan', async () => {
    const headers = { 'content-type': 'application/yaml' }
    const waiting = planDocument.replace(
      'title: Work in the tracker',
      'title: Work in the tracker\n        dependsOn: wiring',
    )
    await api.ask('PUT', '/plans/bulk', { body: waiting, headers })
    await api.ask('POST', '/plans/bulk/settle')
    expect((await deliverables())[0].forecastBasis.text).toContain('It waits for “Wiring of the sites”')
    await api.ask('PUT', '/plans/bulk/deliverables/wiring/progress/2026-11-21', { body: { progress: 1, note: 'All' } })
    expect((await deliverables())[0].forecastBasis.text).not.toContain('Wiring')
    await api.ask('PUT', '/plans/bulk', { body: planDocument, headers })
    await api.ask('POST', '/plans/bulk/settle')
  })
})

describe('a bridge', () => {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

  it('leads from the end of the last complete week to now, and its parts add up with their items', async () => {
    const { status, json } = await api.ask('GET', '/plans/bulk/bridge')
    expect([status, json.from, json.to]).toEqual([200, '2026-11-22T22:59:59.999Z', '2026-11-23T10:00:00.000Z'])
    const past = (await api.ask('GET', '/plans/bulk/bridge?from=2026-06-30&to=2026-10-31')).json
    const [objective] = past.objectives
    for (const bridge of [past, objective, ...objective.deliverables]) {
      expect(sum(bridge.parts.map(({ value }: { value: number }) => value))).toBe(bridge.change)
      for (const { value, items, changes } of bridge.parts) {
        const contributions = [...items, ...changes].map(({ contribution }: { contribution: number }) => contribution)
        expect(sum(contributions)).toBe(value)
      }
    }
    expect(objective.parts.map(({ cause }: { cause: string }) => cause)).toContain('done')
    const roadmap = (await api.ask('GET', '/plans/bulk/roadmap?asOf=2026-10-31')).json
    expect(past.after).toBe(roadmap.progress)
  })

  it('does not lead backwards', async () => {
    const { status, json } = await api.ask('GET', '/plans/bulk/bridge?from=2026-10-31&to=2026-06-30')
    expect([status, json.code]).toEqual([400, 'bridge.backwards'])
  })
})

describe('a burn-up', () => {
  const path = '/plans/bulk/nodes/tracker/burn-up'

  it('says at every point what the roadmap says of that day', async () => {
    const { json } = await api.ask('GET', `${path}?by=day&from=2026-10-01&to=2026-10-31`)
    expect([json.points.length, json.points[0].period, json.points[30].period]).toEqual([
      31,
      '2026-10-01',
      '2026-10-31',
    ])
    const roadmap = (await api.ask('GET', '/plans/bulk/roadmap?asOf=2026-10-31')).json.objectives[0].deliverables[0]
    const { at, progress, done } = json.points[30]
    expect([at, progress, done.items]).toEqual(['2026-10-31T22:59:59.999Z', roadmap.progress, roadmap.counts.done])
    expect(json.forecast).toEqual(roadmap.forecast)
  })

  it('from the running day or week has that alone, as far as it has come', async () => {
    for (const [by, from] of [
      ['day', '2026-11-23'],
      ['week', '2026-11-23'],
      ['week', '2026-11-29'],
    ]) {
      const { points } = (await api.ask('GET', `${path}?by=${by}&from=${from}`)).json
      expect(points).toMatchObject([{ at: '2026-11-23T10:00:00.000Z', isPartial: true }])
    }
    expect((await api.ask('GET', `${path}?by=day&from=2026-11-24`)).status).toBe(400)
  })

  it('begins with the first work there was, for objectives and the plan too', async () => {
    for (const node of ['tracker', 'deliver', 'bulk']) {
      const { json } = await api.ask('GET', `/plans/bulk/nodes/${node}/burn-up`)
      expect(json.points[0].scope.items).toBeGreaterThan(0)
      expect(json.points.at(-1)).toMatchObject({ period: '2026-W48', isPartial: true })
    }
  })

  it('is refused for what the plan does not have, and for too many points', async () => {
    expect((await api.ask('GET', '/plans/bulk/nodes/nope/burn-up')).json.code).toBe('plan.node_not_found')
    expect((await api.ask('GET', `${path}?by=day&from=2001-01-01`)).json.code).toBe('burn_up.range_invalid')
  })
})

describe('a weekly report', () => {
  const path = '/plans/bulk/reports/weekly/2026-W47'

  it.each([
    ['application/json', 'application/json'],
    ['text/markdown', 'text/markdown; charset=utf-8'],
    ['text/html,application/xhtml+xml,*/*;q=0.8', 'text/html; charset=utf-8'],
    ['text/csv', 'text/csv; charset=utf-8'],
    ['*/*', 'application/json'],
  ])('is sent as %s when that is asked for, and names every deliverable', async (accept, type) => {
    const reply = await api.ask('GET', path, { headers: { accept } })
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, type])
    for (const title of ['Work in the tracker', 'Wiring of the sites', 'Items finished']) {
      expect(reply.text).toContain(title)
    }
  })

  it('is rendered for an audience, whether it was published or not; JSON and CSV are the same for both', async () => {
    const textAs = async (accept: string, query: string) =>
      (await api.ask('GET', `${path}${query}`, { headers: { accept } })).text
    for (const accept of ['text/markdown', 'text/html']) {
      const [team, executive] = [await textAs(accept, '?audience=team'), await textAs(accept, '?audience=executive')]
      expect(await textAs(accept, '')).toBe(team)
      expect(executive.length).toBeLessThan(team.length)
      for (const title of ['Work in the tracker', 'Wiring of the sites', 'Items finished']) {
        expect(executive).toContain(title)
      }
    }
    for (const accept of ['application/json', 'text/csv']) {
      expect(await textAs(accept, '?audience=executive')).toBe(await textAs(accept, ''))
    }
  })

  it('is not published by being read', async () => {
    expect((await api.ask('GET', '/plans/bulk/reports/weekly')).json).toEqual({ items: [], nextCursor: null })
  })

  it('is what the home page shows', async () => {
    const home = await api.askRoot('GET', '/')
    expect([home.status, home.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8'])
    expect(home.text).toContain('Work in the tracker')
    expect(home.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect((await api.askRoot('GET', '/?plan=none')).status).toBe(404)
  })
})

it('nothing here was an error of the hub', () => {
  expect(api.logLines.filter((line) => line.includes('"level":"error"'))).toEqual([])
})
