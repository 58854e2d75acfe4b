import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../start-simulator.ts'
import { type HookReceiver, type ReceivedCall, startHookReceiver } from '../testing/hook-receiver.ts'
import { sampleGithubIssue } from '../testing/samples.ts'

const REPO = 'clinic/portal'
const HOOKS = `/repos/${REPO}/hooks`
const SECRET = 'a secret of this test'

let now = Date.UTC(2026, 2, 1)
let simulator: Simulator
let receiver: HookReceiver
let target: string

beforeEach(async () => {
  now = Date.UTC(2026, 2, 1)
  receiver = await startHookReceiver()
  target = `${receiver.url}/in`
  const data = { jira: [], github: [{ repo: REPO, issues: [sampleGithubIssue(1)], pulls: [] }] }
  simulator = await startSimulator({ data, clock: () => now })
})
afterEach(async () => {
  await simulator.close()
  await receiver.close()
})

async function call(method: string, path: string, body?: unknown) {
  const url = path.startsWith('http') ? path : simulator.githubUrl + path
  const headers = { authorization: `token ${simulator.githubAuth.token}` }
  const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  const text = await response.text()
  return { status: response.status, link: response.headers.get('link'), body: text === '' ? null : JSON.parse(text) }
}

async function makeHook(events: readonly string[] = ['issues'], repo = REPO): Promise<string> {
  const config = { url: target, content_type: 'json', secret: SECRET, insecure_ssl: '0' }
  const { body } = await call('POST', `/repos/${repo}/hooks`, { name: 'web', config, events })
  await simulator.control.webhooksSettled()
  return `/repos/${repo}/hooks/${(body as { id: number }).id}`
}

const kinds = () => receiver.calls.map(({ headers, body }) => [headers['x-github-event'], JSON.parse(body).action])
const change = (title: string) => simulator.control.upsertGithubIssue(REPO, sampleGithubIssue(1, { title }))

describe('a webhook', () => {
  it('is told of what it asked for, signed over the bytes that are sent', async () => {
    await makeHook()
    change('Another title')
    simulator.control.putRelease(REPO, {
      id: 1,
      tag_name: 'v1',
      created_at: '2026-02-01T00:00:00Z',
      published_at: null,
    })
    simulator.control.upsertGithubIssue(REPO, sampleGithubIssue(1, { title: 'Another title', labels: [] }))
    await simulator.control.webhooksSettled()
    expect(kinds()).toEqual([
      ['ping', undefined],
      ['issues', 'edited'],
      ['issues', 'unlabeled'],
    ])
    const { headers = {}, body = '' }: Partial<ReceivedCall> = receiver.calls[1] ?? {}
    expect(headers['x-hub-signature-256']).toBe(`sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`)
    expect(headers['x-github-delivery']).toMatch(/^[\da-f-]{36}$/)
    expect(JSON.parse(body)).toMatchObject({
      changes: { title: { from: 'Title 1' } },
      issue: { number: 1, title: 'Another title' },
      repository: { full_name: REPO },
    })
  })

  it('hears nothing any more once it is deleted', async () => {
    const hook = await makeHook()
    expect((await call('DELETE', hook)).status).toBe(204)
    change('Another title')
    await simulator.control.webhooksSettled()
    expect(kinds()).toEqual([['ping', undefined]])
    expect((await call('GET', hook)).status).toBe(404)
  })

  it('never shows its secret, and is not made twice', async () => {
    const hook = await makeHook()
    const { body } = await call('GET', hook)
    expect(JSON.stringify(body)).not.toContain(SECRET)
    expect(body).toMatchObject({ events: ['issues'], config: { url: target, content_type: 'json' } })
    const again = await call('POST', HOOKS, { config: { url: target }, events: ['issues'] })
    expect(again.status).toBe(422)
    expect((await call('POST', HOOKS, { config: {} })).status).toBe(422)
    expect((await call('GET', HOOKS)).body).toHaveLength(1)
  })

  it('is nobody’s business who may not administer', async () => {
    const hook = await makeHook()
    simulator.control.setGithubRights({ admin: false })
    const asked = [call('GET', HOOKS), call('GET', hook), call('GET', `${hook}/deliveries`), call('DELETE', hook)]
    for (const answer of await Promise.all(asked)) expect(answer.status).toBe(404)
    expect((await call('POST', HOOKS, { config: { url: target } })).status).toBe(404)
  })
})

describe('deliveries', () => {
  it('that failed are not repeated by themselves, and keep their GUID when they are asked for again', async () => {
    const hook = await makeHook()
    receiver.answers.push(503)
    change('Another title')
    await simulator.control.webhooksSettled()
    expect(receiver.calls).toHaveLength(2)
    const failed = (await call('GET', `${hook}/deliveries?status=failure`)).body as { id: number; guid: string }[]
    expect(failed).toMatchObject([{ status_code: 503, event: 'issues', action: 'edited', redelivery: false }])
    expect((await call('POST', `${hook}/deliveries/${failed[0]?.id}/attempts`)).status).toBe(202)
    await simulator.control.webhooksSettled()
    expect(receiver.calls[2]).toMatchObject({ body: receiver.calls[1]?.body })
    expect(receiver.calls[2]?.headers['x-github-delivery']).toBe(failed[0]?.guid)
    const latest = (await call('GET', `${hook}/deliveries`)).body as { guid: string }[]
    expect(latest[0]).toMatchObject({ guid: failed[0]?.guid, redelivery: true, status: 'OK', status_code: 200 })
  })

  it('show what was sent and answered', async () => {
    const hook = await makeHook()
    change('Another title')
    await simulator.control.webhooksSettled()
    const [latest] = (await call('GET', `${hook}/deliveries`)).body as { id: number; guid: string }[]
    const { body } = await call('GET', `${hook}/deliveries/${latest?.id}`)
    expect(body).toMatchObject({
      request: { headers: { 'x-github-delivery': latest?.guid }, payload: { action: 'edited' } },
      response: { payload: 'noted' },
    })
  })

  it('are paged by a cursor that new ones do not move, newest first', async () => {
    const hook = await makeHook()
    for (const title of ['a', 'b', 'c']) change(title)
    await simulator.control.webhooksSettled()
    const seen: number[] = []
    let next: string | undefined = `${hook}/deliveries?per_page=2`
    while (next !== undefined) {
      const page = await call('GET', next)
      seen.push(...(page.body as { id: number }[]).map(({ id }) => id))
      change(`seen ${seen.length}`)
      await simulator.control.webhooksSettled()
      next = /<([^>]+)>; rel="next"/.exec(page.link ?? '')?.[1]
    }
    expect(seen).toHaveLength(4)
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a))
    expect((await call('GET', `${hook}/deliveries?cursor=nonsense`)).status).toBe(400)
  })

  it('are kept for three days', async () => {
    const hook = await makeHook()
    now += 3 * 24 * 3_600_000 + 1
    expect((await call('GET', `${hook}/deliveries`)).body).toEqual([])
  })

  it('that are lost on the way are listed among the failed ones', async () => {
    const hook = await makeHook()
    simulator.control.holdWebhooks('github', true)
    change('Another title')
    expect((await call('GET', `${hook}/deliveries`)).body).toHaveLength(1)
    simulator.control.flushWebhooks('github', { drop: 1 })
    await simulator.control.webhooksSettled()
    expect(receiver.calls).toHaveLength(1)
    expect((await call('GET', `${hook}/deliveries?status=failure`)).body).toMatchObject([{ action: 'edited' }])
  })
})
