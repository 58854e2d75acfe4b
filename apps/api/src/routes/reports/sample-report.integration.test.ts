import { PROGRAMMES, portfolioOf, type Simulator, scopesOf, startSimulator } from '@throughline/simulator'
import { templateAfterAYear } from '@throughline/templates'
import { createTestDatabase, type TestDatabase } from '@throughline/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestApi, type TestApi } from '../../testing/open-test-api.ts'

/** A Thursday, so that the week has moved and is not over. */
const TODAY = Date.parse('2026-11-26T09:00:00Z')

/** The seed of the demo's portfolio. */
const SEED = 2027

const NOTE = `<!-- The weekly report of the demo's made-up hospital group, as of a fixed day. A test compares this file with what the
     hub says; \`npx vitest run apps/api/src/routes/reports -u\` writes it again. -->`

const DOCS = '../../../../../docs'

let database: TestDatabase
let tools: Simulator
let api: TestApi

beforeAll(async () => {
  database = await createTestDatabase()
  const data = portfolioOf(PROGRAMMES['hospital-records'], { seed: SEED, today: TODAY })
  tools = await startSimulator({ data, clock: () => TODAY })
  api = await openTestApi(database.url, TODAY)
})

afterAll(async () => {
  await api?.close()
  await tools?.close()
  await database?.drop()
})

it('the sample reports in the documentation are what the hub says of the sample plan', async () => {
  const scopes = scopesOf(PROGRAMMES['hospital-records'])
  await pull('jira', tools.jiraUrl, tools.jiraAuth, scopes.jira)
  await pull('github', tools.githubUrl, tools.githubAuth, scopes.github)
  const connections = { jira: 'jira', github: 'github' }
  const body = await templateAfterAYear('hospital-records', { today: '2026-11-26', ...connections })
  const plan = '/plans/ehr-rollout'
  expect((await api.ask('PUT', plan, { body, headers: { 'content-type': 'application/yaml' } })).status).toBe(200)
  expect((await api.ask('POST', `${plan}/settle`)).status).toBe(200)
  for (const [name, audience] of Object.entries({ 'sample-report': 'team', 'sample-report-executive': 'executive' })) {
    const textAs = async (accept: string) => {
      const path = `${plan}/reports/weekly/2026-W48?audience=${audience}`
      const { status, text } = await api.ask('GET', path, { headers: { accept } })
      expect(status).toBe(200)
      // The simulated tools listen on any free port.
      return text.replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'https://tools.example')
    }
    const page = (await textAs('text/html')).replace('<html', `${NOTE}\n<html`)
    await expect(`${NOTE}\n\n${await textAs('text/markdown')}`).toMatchFileSnapshot(`${DOCS}/${name}.md`)
    await expect(page).toMatchFileSnapshot(`${DOCS}/${name}.html`)
  }
})

async function pull(id: string, baseUrl: string, auth: object, scopes: readonly string[]): Promise<void> {
  expect((await api.ask('PUT', `/connections/${id}`, { body: { kind: id, baseUrl, auth, scopes } })).status).toBe(200)
  const { json } = await api.ask('POST', `/connections/${id}/syncs`, { body: { mode: 'full' } })
  await api.work(json.id, scopes)
  const sync = await api.ask('GET', `/syncs/${json.id}`)
  expect(sync.json).toMatchObject({ status: 'succeeded' })
}
