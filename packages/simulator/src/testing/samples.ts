import type {
  GithubIssueRecord,
  GithubPullRecord,
  JiraData,
  JiraIssueFields,
  JiraIssueRecord,
  JiraStatusRecord,
} from '../records.ts'
import type { Simulator } from '../start-simulator.ts'

const TO_DO: JiraStatusRecord = {
  id: '1',
  name: 'To Do',
  statusCategory: { id: 2, key: 'new', name: 'To Do', colorName: 'blue-gray' },
}
export const DONE: JiraStatusRecord = {
  id: '3',
  name: 'Done',
  statusCategory: { id: 3, key: 'done', name: 'Done', colorName: 'green' },
}
const ANNA = { accountId: '5b0000000000000000000001', displayName: 'Anna Keller' }
const OCTAVIA = { login: 'octavia', id: 11 }

/** Issue `{project}-{number}`, created and updated `number` minutes after noon UTC on 2026-02-01. */
export function sampleIssue(number: number, fields: Partial<JiraIssueFields> = {}, project = 'EHR'): JiraIssueRecord {
  const at = new Date(Date.UTC(2026, 1, 1, 12, number)).toISOString().replace('Z', '+0000')
  const id = String((project === 'EHR' ? 10_000 : 20_000) + number)
  return {
    id,
    key: `${project}-${number}`,
    fields: {
      summary: `Summary ${number}`,
      issuetype: { id: '10001', name: 'Story', subtask: false },
      project: { id: project === 'EHR' ? '100' : '200', key: project, name: `Project ${project}` },
      status: TO_DO,
      created: at,
      updated: at,
      reporter: ANNA,
      description: 'One paragraph.\n\nAnother one.',
      ...fields,
    },
  }
}

/** A site with these issues; its account lives in `zone`. */
export function sampleJira(issues: readonly JiraIssueRecord[], zone = 'UTC'): JiraData {
  const projects = [...new Map(issues.map(({ fields }) => [fields.project.key, fields.project])).values()]
  const points = { id: 'customfield_10016', name: 'Story Points', custom: true, schema: { type: 'number' } }
  return { accountTimeZone: zone, projects, issues, fields: [points], users: [ANNA] }
}

/** Issue `number`, created at noon of that day of January 2026 and updated at noon of that day of February. */
export function sampleGithubIssue(number: number, more: Partial<GithubIssueRecord> = {}): GithubIssueRecord {
  const day = String(number).padStart(2, '0')
  return {
    id: 1000 + number,
    number,
    title: `Title ${number}`,
    state: 'open',
    user: OCTAVIA,
    labels: [{ id: 5, name: 'portal', color: 'd4c5f9' }],
    assignees: [OCTAVIA],
    milestone: {
      id: 6,
      number: 1,
      title: 'Go live',
      state: 'open',
      creator: OCTAVIA,
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-01T00:00:00Z',
    },
    created_at: `2026-01-${day}T12:00:00Z`,
    updated_at: `2026-02-${day}T12:00:00Z`,
    closed_at: null,
    body: 'A body.',
    ...more,
  }
}

/** An open pull request with the times of the issue of that number. */
export function samplePull(number: number, more: Partial<GithubPullRecord> = {}): GithubPullRecord {
  const { id, created_at, updated_at } = sampleGithubIssue(number)
  return {
    id: id + 500,
    number,
    title: `EHR-${number} Pull ${number}`,
    state: 'open',
    user: OCTAVIA,
    created_at,
    updated_at,
    closed_at: null,
    merged_at: null,
    body: null,
    head: { ref: `feature/ehr-${number}`, sha: 'a'.repeat(40) },
    base: { ref: 'main', sha: 'b'.repeat(40) },
    ...more,
  }
}

/** What a tool answered. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

/** Asks the simulated Jira, with its credentials unless other headers are given. */
export function askJira(
  simulator: Simulator,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
): Promise<Answer> {
  const { email, token } = simulator.jiraAuth
  const own = { authorization: `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}` }
  return ask(simulator.jiraUrl + path, body, headers ?? own)
}

/** Asks the simulated GitHub with its token; `headers` are added, an address of its own may be given in full. */
export function askGithub(simulator: Simulator, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const url = path.startsWith('http') ? path : simulator.githubUrl + path
  return ask(url, undefined, { authorization: `Bearer ${simulator.githubAuth.token}`, ...headers })
}

async function ask(url: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
  const posted = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const response = await fetch(url, { headers, redirect: 'manual', ...posted })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) }
}
