import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { json } from 'node:stream/consumers'

/** A record as the vendor's API shows it. */
type Json = Readonly<Record<string, unknown>>

/** Jira and GitHub with a handful of records each, answering as their API descriptions say. */
export interface HandMadeTools {
  readonly jiraUrl: string
  readonly githubUrl: string
  /** Requests so far, each as `METHOD path`. */
  readonly requests: readonly string[]
  close(): Promise<void>
}

/** What the tools hold; changed in place, it is what they answer next. */
export interface ToolContents {
  /** Jira issues by project key. */
  readonly projects: Readonly<Record<string, Json[]>>
  /** Issues and pull requests by `owner/repo`. */
  readonly repositories: Readonly<Record<string, { readonly issues: Json[]; readonly pulls: Json[] }>>
}

/** What the tools let in. */
export const JIRA_LOGIN = { type: 'basic', email: 'pmo@clinic.example', token: 'jira-secret-1' } as const
export const GITHUB_LOGIN = { type: 'token', token: 'github-secret-2' } as const

/** Starts both tools on free ports of this machine. */
export async function startHandMadeTools(contents: ToolContents): Promise<HandMadeTools> {
  const requests: string[] = []
  const basic = `Basic ${Buffer.from(`${JIRA_LOGIN.email}:${JIRA_LOGIN.token}`).toString('base64')}`
  const jira = await serve(requests, (request, url) =>
    request.headers.authorization === basic ? jiraAnswer(contents, request, url) : refusal(401),
  )
  const github = await serve(requests, (request, url) =>
    request.headers.authorization?.endsWith(` ${GITHUB_LOGIN.token}`) ? githubAnswer(contents, url) : refusal(401),
  )
  return {
    jiraUrl: jira.url,
    githubUrl: github.url,
    requests,
    async close() {
      for (const { server } of [jira, github]) {
        server.closeAllConnections()
        server.close()
        await once(server, 'close')
      }
    },
  }
}

interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

const ok = (body: unknown, headers: Readonly<Record<string, string>> = {}): Answer => ({ status: 200, body, headers })
const refusal = (status: number): Answer => ({ status, body: { message: 'refused', errorMessages: ['refused'] } })

async function serve(
  requests: string[],
  answer: (request: IncomingMessage, url: URL) => Answer | Promise<Answer>,
): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
    requests.push(`${request.method} ${url.pathname}`)
    const { status, body, headers } = await answer(request, url)
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The tool listens nowhere.')
  return { server, url: `http://127.0.0.1:${address.port}` }
}

async function jiraAnswer({ projects }: ToolContents, request: IncomingMessage, url: URL): Promise<Answer> {
  switch (url.pathname) {
    case '/rest/api/3/myself':
      return ok({ accountId: '1', displayName: 'PMO' })
    case '/rest/api/3/field':
      return ok([{ id: 'customfield_10016', name: 'Story Points', schema: { type: 'number' } }])
    case '/rest/api/3/resolution':
      return ok([{ name: 'Done' }, { name: 'Wibble' }, { name: "Won't Do" }])
    case '/rest/api/3/mypermissions': {
      const known = (url.searchParams.get('projectKey') ?? '') in projects
      return known ? ok({ permissions: { BROWSE_PROJECTS: { havePermission: true } } }) : refusal(404)
    }
    case '/rest/api/3/search/approximate-count':
    case '/rest/api/3/search/jql': {
      const { jql, nextPageToken = '0' } = (await json(request)) as { jql: string; nextPageToken?: string }
      const found = projects[/project = "(\w+)"/.exec(jql)?.[1] ?? '']
      if (found === undefined) return refusal(400)
      if (url.pathname.endsWith('count')) return ok({ count: found.length })
      // Pages of three, so that every walk has several.
      const from = Number(nextPageToken)
      const isLast = from + 3 >= found.length
      return ok({ issues: found.slice(from, from + 3), isLast, ...(isLast ? {} : { nextPageToken: `${from + 3}` }) })
    }
    default:
      return refusal(404)
  }
}

function githubAnswer({ repositories }: ToolContents, url: URL): Answer {
  if (url.pathname === '/user') return ok({ login: 'pmo-bot' }, { 'x-oauth-scopes': 'repo' })
  const [, name = '', list] = /^\/repos\/([^/]+\/[^/]+)(?:\/(issues|pulls))?$/.exec(url.pathname) ?? []
  const repository = repositories[name]
  if (repository === undefined) return refusal(404)
  if (list === undefined) return ok({ full_name: name, permissions: { pull: true }, has_issues: true })
  const { searchParams } = url
  const sort = `${searchParams.get('sort') ?? 'created'}_at`
  const sign = searchParams.get('direction') === 'asc' ? 1 : -1
  const since = searchParams.get('since') ?? ''
  const found = [...repository[list === 'pulls' ? 'pulls' : 'issues']]
    .filter((record) => String(record.updated_at) >= since)
    .sort((one, other) => sign * String(one[sort]).localeCompare(String(other[sort])))
  return ok(found)
}
