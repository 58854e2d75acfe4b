import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { Agent, fetch } from 'undici'
import type { Tools } from './tools.ts'

/*
 * The unavoidable part of a full sync, and nothing else: the same pages with the same concurrency, parsed, and their
 * rows copied into a bare table, page by page. Arguments: where the tools listen (JSON), the database, which tool.
 * Prints the milliseconds it took and the rows it copied as one line of JSON.
 */
const tools = JSON.parse(process.argv[2] ?? '{}') as Tools
const pool = new pg.Pool({ connectionString: process.argv[3] ?? '', max: 2 })
const which = process.argv[4] ?? 'both'
const dispatcher = new Agent()

await pool.query('drop table if exists floor_item')
await pool.query(
  'create table floor_item (key text, title text, url text, status text, created text, updated text, rest text)',
)

const began = performance.now()
const walks = [...(which === 'github' ? [] : [jira()]), ...(which === 'jira' ? [] : [github()])]
const rows = (await Promise.all(walks)).reduce((sum, each) => sum + each, 0)
const ms = performance.now() - began
await pool.end()
await dispatcher.close()
console.log(JSON.stringify({ ms, rows }))

interface JiraIssue {
  readonly key: string
  readonly self?: string
  readonly fields: Record<string, unknown> & { readonly status?: { readonly name: string } }
}

async function jira(): Promise<number> {
  const authorization = `Basic ${Buffer.from(`${tools.jiraAuth.email}:${tools.jiraAuth.token}`).toString('base64')}`
  const fields =
    'summary,status,resolution,resolutiondate,statuscategorychangedate,issuetype,parent,project,labels,components,fixVersions,assignee,creator,reporter,created,updated,customfield_10016'
  let token: string | undefined
  let count = 0
  do {
    const response = await fetch(`${tools.jiraUrl}/rest/api/3/search/jql`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({
        jql: 'project = "BULK" ORDER BY created ASC, key ASC',
        fields: fields.split(','),
        maxResults: 100,
        ...(token === undefined ? {} : { nextPageToken: token }),
      }),
      dispatcher,
    })
    const page = (await response.json()) as { issues: JiraIssue[]; nextPageToken?: string }
    await copy(
      page.issues.map(({ key, self, fields: { summary, status, created, updated, ...rest } }) => [
        key,
        summary,
        self,
        status?.name,
        created,
        updated,
        JSON.stringify(rest),
      ]),
    )
    count += page.issues.length
    token = page.nextPageToken
  } while (token !== undefined)
  return count
}

interface GithubThread {
  readonly number: number
  readonly title: string
  readonly html_url: string
  readonly state: string
  readonly created_at: string
  readonly updated_at: string
  readonly labels: readonly { readonly name: string }[]
  readonly body: string | null
}

async function github(): Promise<number> {
  const lists = [
    'issues?state=all&sort=updated&direction=asc&per_page=100',
    'pulls?state=all&sort=created&direction=asc&per_page=100',
  ]
  let count = 0
  for (const list of lists) {
    let url: string | undefined = `${tools.githubUrl}/repos/bulk/load/${list}`
    while (url !== undefined) {
      const response = await fetch(url, { headers: { authorization: `Bearer ${tools.githubAuth.token}` }, dispatcher })
      const page = (await response.json()) as GithubThread[]
      await copy(
        page.map(({ number, title, html_url, state, created_at, updated_at, labels, body }) => [
          number,
          title,
          html_url,
          state,
          created_at,
          updated_at,
          JSON.stringify([labels.map((label) => label.name), body?.slice(0, 200)]),
        ]),
      )
      count += page.length
      url = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1]
    }
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
