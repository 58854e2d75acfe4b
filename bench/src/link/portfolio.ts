import { type Hub, putConnection } from '@throughline/hub'
import { type DrawFrom, drawing } from './draw.ts'

/** What the stored items are made of; the big plan names the same things. */
export const shape = {
  projects: 25,
  issuesPerProject: 3_200,
  /** Of each project’s issues the first ones: four initiatives, then the epics below them. */
  initiatives: 4,
  epics: 60,
  repositories: 20,
  pullsPerRepository: 1_000,
  teams: 40,
  areas: 12,
  components: 15,
  versions: 12,
} as const

/** What the parts of the portfolio are called, by number from 0. */
export const names = {
  project: (project: number) => `PRJ${String(project).padStart(2, '0')}`,
  repository: (repository: number) => `acme/service-${repository}`,
  label: (team: number, area: number) => `team-${team}/Area-${area}`,
  component: (component: number) => `Component ${component}`,
  version: (version: number) => `v${version}`,
} as const

/** How many items {@link storePortfolio} stores. */
export const itemCount = shape.projects * shape.issuesPerProject + shape.repositories * shape.pullsPerRepository

const batchSize = 5_000
const dayMs = 86_400_000

/**
 * Stores connections and items as syncs leave them, related and ready to be linked: a hierarchy of four levels in every
 * Jira project, and pull requests that reference its issues. The same every time.
 */
export async function storePortfolio(hub: Hub): Promise<void> {
  const projects = range(shape.projects).map(names.project)
  const repositories = range(shape.repositories).map(names.repository)
  const nowhere = {
    baseUrl: 'https://tools.example',
    auth: { type: 'basic', email: 'a@b.example', token: 't' },
  } as const
  await putConnection(hub, 'jira', { kind: 'jira', ...nowhere, scopes: projects })
  await putConnection(hub, 'github', {
    kind: 'github',
    baseUrl: nowhere.baseUrl,
    auth: { type: 'token', token: 't' },
    scopes: repositories,
  })
  const { pool } = hub.database
  await pool.query(
    `insert into scope_state (connection_id, scope, loaded_at, synced_at)
     select id, unnest(scopes), now(), now() from connection on conflict (connection_id, scope)
     do update set loaded_at = now()`,
  )
  const draw = drawing(7)
  const rows = [...issues(draw), ...pulls(draw)]
  for (let start = 0; start < rows.length; start += batchSize) {
    await pool.query(insertSql, [JSON.stringify(rows.slice(start, start + batchSize))])
  }
  await pool.query(referencesSql, [
    JSON.stringify(rows.flatMap(({ id, references }) => references.map((to) => [id, to]))),
  ])
  await pool.query('vacuum analyze item, item_reference, scope_state')
}

interface Row {
  readonly id: number
  readonly references: readonly number[]
  readonly [column: string]: unknown
}

function* issues(draw: DrawFrom): Generator<Row> {
  const { initiatives, epics, issuesPerProject } = shape
  for (const project of range(shape.projects)) {
    const first = project * issuesPerProject + 1
    for (const place of range(issuesPerProject)) {
      const level = place < initiatives ? 0 : place < initiatives + epics ? 1 : place % 5 === 4 ? 3 : 2
      const above = [
        null,
        draw(initiatives),
        initiatives + draw(epics),
        // The story just before it.
        place - 1,
      ][level]
      yield {
        ...common(first + place, draw),
        connection_id: 'jira',
        scope: names.project(project),
        key: `${names.project(project)}-${place + 1}`,
        kind: 'issue',
        type: ['Initiative', 'Epic', draw(3) === 0 ? 'Bug' : 'Story', 'Sub-task'][level],
        is_subtask: level === 3,
        parent_id: above == null ? null : first + above,
        parent_key: above == null ? null : `${names.project(project)}-${above + 1}`,
        components: [names.component(draw(shape.components))],
        milestones: draw(3) === 0 ? [names.version(draw(shape.versions))] : [],
        references: [],
      }
    }
  }
}

function* pulls(draw: DrawFrom): Generator<Row> {
  const before = shape.projects * shape.issuesPerProject
  for (const repository of range(shape.repositories)) {
    for (const place of range(shape.pullsPerRepository)) {
      yield {
        ...common(before + repository * shape.pullsPerRepository + place + 1, draw),
        connection_id: 'github',
        scope: names.repository(repository),
        key: `${names.repository(repository)}#${place + 1}`,
        kind: 'pull_request',
        type: 'pull_request',
        is_subtask: false,
        parent_id: null,
        parent_key: null,
        components: [],
        milestones: draw(4) === 0 ? [names.version(draw(shape.versions))] : [],
        references: [...new Set(range(draw(3)).map(() => draw(before) + 1))],
      }
    }
  }
}

function common(id: number, draw: DrawFrom) {
  const day = draw(300)
  const createdAt = Date.UTC(2026, 0, 1) + day * dayMs
  // Most of what is older than two months is done; of the rest a third each is todo, in progress and done.
  const part = draw(3)
  const own = drawing(id)
  const moves = ['todo', 'in_progress', 'done'].slice(0, day < 250 && own(20) > 0 ? 3 : 1 + part)
  const at = new Date(createdAt).toISOString()
  const [startedAt, doneAt] = [createdAt + (1 + own(10)) * dayMs, createdAt + (11 + own(15)) * dayMs]
  const instants = [createdAt, startedAt, doneAt]
  return {
    id,
    source_id: String(id),
    title: `Make the intake of record ${id} at the ward as quick as at the desk`,
    url: `https://tools.example/browse/${id}`,
    status: moves.at(-1),
    category: moves.at(-1),
    state: moves.at(-1),
    labels: [...new Set(range(draw(4)).map(() => names.label(draw(shape.teams), draw(shape.areas))))],
    assignee: `Person ${draw(200)}`,
    author: `Person ${draw(200)}`,
    created_at: at,
    started_at: moves.length > 1 ? new Date(startedAt).toISOString() : null,
    done_at: moves.length > 2 ? new Date(doneAt).toISOString() : null,
    updated_at: at,
    timeline: moves.map((to, step) => ({ at: instants[step], from: moves[step - 1] ?? null, to, status: to })),
  }
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index)
}

const columns = `connection_id text, scope text, key text, source_id text, kind text, type text, is_subtask boolean,
  title text, url text, status text, category text, state text, labels text[], components text[], milestones text[],
  assignee text, author text, created_at timestamptz, started_at timestamptz, done_at timestamptz,
  updated_at timestamptz, timeline jsonb, parent_id bigint, parent_key text`

const columnNames = [...columns.matchAll(/(\w+) [\w[\]]+/g)].map(([, name]) => name).join(', ')

const insertSql = `
insert into item (id, ${columnNames}, content_hash, changed_at, observed_at)
select id, ${columnNames}, '', updated_at, updated_at from json_to_recordset($1::json) as row(id bigint, ${columns})`

const referencesSql = `
insert into item_reference (item_id, target_id, via)
select (pair->>0)::bigint, (pair->>1)::bigint, 'title' from json_array_elements($1::json) pair`
