import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { Agent, fetch } from 'undici'
import type { Tools } from './tools.ts'

/*
 * The unavoidable part of a full sync, and nothing else: the same records and their histories, two lists side by side as
 * a worker has two ranges in flight, parsed, and their rows copied into a bare table, page by page. Arguments: where the
 * tools listen (JSON), the database, which tool. Prints the milliseconds it took, the rows it copied and the bytes of
 * JSON it pulled as one line of JSON.
 */
const tools = JSON.parse(process.argv[2] ?? '{}') as Tools
const pool = new pg.Pool({ connectionString: process.argv[3] ?? '', max: 4 })
const which = process.argv[4] ?? 'both'
const dispatcher = new Agent()
/** The middle of the load data's span, so that two walks have half of it each. */
const middle = '2025-01-01'

await pool.query('drop table if exists floor_item')
await pool.query(
  'create table floor_item (key text, title text, url text, status text, created text, updated text, rest text)',
)

const began = performance.now()
const walks = [...(which === 'github' ? [] : [jira()]), ...(which === 'jira' ? [] : [github()])]
let pulledBytes = 0
const rows = (await Promise.all(walks)).reduce((sum, each) => sum + each, 0)
const ms = performance.now() - began
await pool.end()
await dispatcher.close()
console.log(JSON.stringify({ ms, rows, pulledBytes }))

interface JiraIssue {
  readonly id: string
  readonly key: string
  readonly self?: string
  readonly fields: Record<string, unknown> & { readonly status?: { readonly name: string } }
}

async function jira(): Promise<number> {
  const halves = [`created < "${middle}"`, `created >= "${middle}"`].map(jiraHalf)
  return (await Promise.all(halves)).reduce((sum, each) => sum + each, 0)
}

async function jiraHalf(half: string): Promise<number> {
  const fields =
    'summary,status,resolution,resolutiondate,statuscategorychangedate,issuetype,parent,project,labels,components,fixVersions,assignee,creator,reporter,created,updated,issuelinks,customfield_10016'
  let token: string | undefined
  let count = 0
  do {
    const page = await jiraPost<{ issues: JiraIssue[]; nextPageToken?: string }>('/rest/api/3/search/jql', {
      jql: `project = "BULK" AND ${half} ORDER BY created ASC, key ASC`,
      fields: fields.split(','),
      maxResults: 100,
      ...(token === undefined ? {} : { nextPageToken: token }),
    })
    const changes = await jiraPost<{ issueChangeLogs: { issueId: string; changeHistories: unknown[] }[] }>(
      '/rest/api/3/changelog/bulkfetch',
      { issueIdsOrKeys: page.issues.map(({ id }) => id), fieldIds: ['status', 'resolution'], maxResults: 10_000 },
    )
    const histories = new Map(changes.issueChangeLogs.map((each) => [each.issueId, each.changeHistories]))
    await copy(
      page.issues.map(({ id, key, self, fields: { summary, status, created, updated, ...rest } }) => [
        key,
        summary,
        self,
        status?.name,
        created,
        updated,
        JSON.stringify([rest, histories.get(id)]),
      ]),
    )
    count += page.issues.length
    token = page.nextPageToken
  } while (token !== undefined)
  return count
}

async function jiraPost<T>(path: string, body: object): Promise<T> {
  const authorization = `Basic ${Buffer.from(`${tools.jiraAuth.email}:${tools.jiraAuth.token}`).toString('base64')}`
  const response = await fetch(`${tools.jiraUrl}${path}`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    dispatcher,
  })
  return parsed<T>(await response.text())
}

function parsed<T>(text: string): T {
  pulledBytes += Buffer.byteLength(text)
  return JSON.parse(text) as T
}

interface GithubThread {
  readonly id: number
  readonly number?: number
  readonly title?: string
  readonly html_url?: string
  readonly state?: string
  readonly event?: string
  readonly created_at: string
  readonly updated_at?: string
  readonly labels?: readonly { readonly name: string }[]
  readonly body?: string | null
}

async function github(): Promise<number> {
  const issues = async () =>
    (await githubList('issues?state=all&sort=created&direction=asc&per_page=100')) +
    (await githubList('issues/events?per_page=100'))
  const pulls = githubList('pulls?state=all&sort=created&direction=asc&per_page=100')
  return (await Promise.all([issues(), pulls])).reduce((sum, each) => sum + each, 0)
}

async function githubList(list: string): Promise<number> {
  let count = 0
  let url: string | undefined = `${tools.githubUrl}/repos/bulk/load/${list}`
  while (url !== undefined) {
    const response = await fetch(url, { headers: { authorization: `Bearer ${tools.githubAuth.token}` }, dispatcher })
    const page = parsed<GithubThread[]>(await response.text())
    await copy(
      page.map(({ id, number, title, html_url, state, event, created_at, updated_at, labels = [], body }) => [
        number ?? id,
        title,
        html_url,
        state ?? event,
        created_at,
        updated_at,
        JSON.stringify([labels.map((label) => label.name), body?.slice(0, 200)]),
      ]),
    )
    count += page.length
    url = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1]
  }
  return count
}

async function copy(page: readonly (readonly unknown[])[]): Promise<void> {
  const client = await pool.connect()
  try {
    const text = page.map((row) => `${row.map(escapeCopy).join('\t')}\n`).join('')
    await pipeline(Readable.from([text]), client.query(copyFrom('copy floor_item from stdin')))
  } finally {
    client.release()
  }
}

function escapeCopy(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  return String(value).replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
}
