import type {
  DraftFacts,
  DraftParent,
  DraftScope,
  EmptyEpic,
  EpochMs,
  ItemState,
  MilestoneWork,
  ReleaseDay,
  ToolKind,
  WorkSums,
} from '@throughline/plan'
import type pg from 'pg'
import { inTransaction } from '../database.ts'
import { isShown } from './item-columns.ts'

/**
 * Reads what a plan is drafted from, in one snapshot: sums over the work of some connections, by the parents and by the
 * milestones it has. Items stay where they are: what is read grows with the parents and the combinations of milestones.
 * Everything comes in an order of its own, so the same data gives the same facts.
 */
export async function readDraftFacts(pool: pg.Pool, connections: readonly string[]): Promise<DraftFacts> {
  return inTransaction(pool, async (client) => {
    await client.query('set transaction isolation level repeatable read, read only')
    const read = async <Row extends object>(sql: string): Promise<Row[]> => {
      const { rows } = await client.query<Row>(sql, [connections])
      return rows
    }
    const [newest] = await read<{ at: EpochMs | null }>(newestSql)
    const scopes = await read<DraftScope>(scopesSql)
    const parents = await read<ParentRow>(parentsSql)
    const milestones = await read<MilestoneRow>(milestonesSql)
    const emptyEpics = await read<EmptyEpic>(emptyEpicsSql)
    const releaseDays = await read<ReleaseDay>(releaseDaysSql)
    return {
      newestAt: newest?.at ?? null,
      scopes,
      parents: parents.map(toParent),
      milestoneWork: milestones.map(toMilestoneWork),
      emptyEpics,
      releaseDays,
    }
  })
}

interface SumsRow {
  readonly todo: number
  readonly in_progress: number
  readonly done: number
  readonly dropped: number
  readonly created_at: EpochMs | null
  readonly worked_at: EpochMs | null
  readonly active_at: EpochMs | null
  /** Instants of creation and end, in pairs. */
  readonly finished: readonly (readonly [EpochMs, EpochMs])[] | null
}

interface ParentRow extends SumsRow {
  readonly connection: string
  readonly tool: ToolKind
  readonly key: string
  readonly scopes: readonly string[]
  readonly component: string | null
  readonly own_scope: string | null
  readonly own_title: string
  readonly own_state: ItemState
  readonly own_parent: string | null
  readonly own_components: readonly string[]
  readonly own_milestones: readonly string[]
  readonly own_assignee: string | null
  readonly own_created_at: EpochMs
  readonly own_active_at: EpochMs
}

interface MilestoneRow extends SumsRow {
  readonly connection: string
  readonly tool: ToolKind
  readonly scope: string
  readonly milestones: readonly string[]
  readonly pulls: number
}

function toParent(row: ParentRow): DraftParent {
  const { connection, tool, key, scopes, component } = row
  const item =
    row.own_scope === null
      ? null
      : {
          scope: row.own_scope,
          title: row.own_title,
          state: row.own_state,
          parent: row.own_parent,
          components: row.own_components,
          milestones: row.own_milestones,
          assignee: row.own_assignee,
          createdAt: row.own_created_at,
          activeAt: row.own_active_at,
        }
  return { connection, tool, key, item, scopes, component, work: toSums(row) }
}

function toMilestoneWork(row: MilestoneRow): MilestoneWork {
  const { connection, tool, scope, milestones, pulls } = row
  return { connection, tool, scope, milestones, pulls, work: toSums(row) }
}

function toSums(row: SumsRow): WorkSums {
  return {
    counts: { todo: row.todo, inProgress: row.in_progress, done: row.done, dropped: row.dropped },
    createdAt: row.created_at,
    workedAt: row.worked_at,
    activeAt: row.active_at,
    finished: (row.finished ?? []).map(([createdAt, doneAt]) => ({ createdAt, doneAt })),
  }
}

/** When something last happened to an item: its end, or its last update while it is open. */
const activeAt = (item: string) => `coalesce(${item}.done_at, ${item}.dropped_at, ${item}.updated_at)`

/** Epoch milliseconds as a number that JSON can carry. */
const ms = (at: string) => `(extract(epoch from ${at}) * 1000)::int8`

/** Items that count, with whether others have them as their parent. Sub-tasks stand for no work of their own. */
const living = `
living as materialized (
  select i.connection_id, c.kind as tool, i.scope, i.key, i.kind, i.type, i.parent_key, i.components, i.milestones, i.state,
    i.created_at, i.started_at, i.done_at, i.updated_at, ${activeAt('i')} as active_at
  from item i join connection c on c.id = i.connection_id
  where i.connection_id = any($1) and i.tombstone_kind is null and not i.is_subtask and ${isShown}
),
parent as (select distinct connection_id, parent_key from living where parent_key is not null),
work as (
  select living.*, parent.parent_key is not null as is_container
  from living left join parent on parent.connection_id = living.connection_id and parent.parent_key = living.key
)`

/** Sums over the issues of a group of `work`; containers stand for their children. */
const sums = (counts: string, dates: string) => `
  count(*) filter (where ${counts} and work.state = 'todo')::int as todo,
  count(*) filter (where ${counts} and work.state = 'in_progress')::int as in_progress,
  count(*) filter (where ${counts} and work.state = 'done')::int as done,
  count(*) filter (where ${counts} and work.state = 'dropped')::int as dropped,
  min(work.created_at) filter (where ${dates}) as created_at,
  min(least(work.started_at, work.done_at)) filter (where ${dates}) as worked_at,
  max(work.active_at) filter (where ${dates}) as active_at,
  json_agg(json_build_array(${ms('work.created_at')}, ${ms('work.done_at')}) order by work.done_at, work.created_at)
    filter (where ${counts} and work.done_at >= (select max(updated_at) from living) - interval '91 days') as finished`

const newestSql = `with ${living} select max(updated_at) as at from living`

const scopesSql = `
with ${living},
counted as (
  select connection_id, scope, count(*)::int as issues from work
  where kind = 'issue' and not is_container group by 1, 2
)
select c.id as connection, c.kind as tool, s.scope, state.loaded_at is not null as "isRead",
  case when side.error is not null then 'refused' when side.read_at is not null then 'read' else 'unread' end
    as "releaseDays",
  coalesce(counted.issues, 0) as issues
from connection c cross join unnest(c.scopes) s(scope)
left join scope_state state on state.connection_id = c.id and state.scope = s.scope
left join side_state side on side.connection_id = c.id and side.scope = s.scope
  and side.stream = case c.kind when 'github' then 'milestones' else 'releases' end
left join counted on counted.connection_id = c.id and counted.scope = s.scope
where c.id = any($1) order by c.id, s.scope`

const parentsSql = `
with ${living},
summed as (
  select work.connection_id, work.tool, work.parent_key, ${sums('not is_container', 'not is_container')},
    mode() within group (order by work.components[1]) as component
  from work where work.kind = 'issue' and work.parent_key is not null group by 1, 2, 3
),
placed as (
  select connection_id, parent_key, array_agg(scope order by issues desc, scope) as scopes
  from (select connection_id, parent_key, scope, count(*) as issues from work where kind = 'issue' group by 1, 2, 3) each
  group by 1, 2
)
select summed.*, summed.connection_id as connection, summed.parent_key as key, placed.scopes,
  p.scope as own_scope, p.title as own_title, p.state as own_state, p.parent_key as own_parent,
  p.components as own_components, p.milestones as own_milestones, p.assignee as own_assignee,
  p.created_at as own_created_at, ${activeAt('p')} as own_active_at
from summed join placed using (connection_id, parent_key)
left join lateral (
  select i.* from item i
  where i.connection_id = summed.connection_id and i.key = summed.parent_key and ${isShown}
) p on true
where p.is_subtask is not true
order by summed.connection_id, summed.parent_key collate "C"`

const milestonesSql = `
with ${living}
select work.connection_id as connection, work.tool, work.scope, work.milestones,
  ${sums(`work.kind = 'issue' and not is_container`, 'not is_container')},
  count(*) filter (where work.kind = 'pull_request')::int as pulls
from work where cardinality(work.milestones) > 0
group by 1, 2, 3, 4 order by 1, 3, 4`

/** A type is one of epics when at least a tenth of its items have issues below them, or when it is called so. */
const emptyEpicsSql = `
with ${living},
epic_type as (
  select connection_id, type from work where tool = 'jira' and kind = 'issue'
  group by 1, 2 having lower(type) = 'epic' or count(*) filter (where is_container) * 10 >= count(*)
)
select connection_id as connection, scope, key, active_at as "activeAt" from work join epic_type using (connection_id, type)
where not is_container order by connection_id, key collate "C"`

/** A day that was planned is what was promised, whenever it came out. */
const releaseDaysSql = `
select connection_id as connection, scope, name, coalesce(planned_at, released_at) as at,
  planned_at is not null as "isPlanned"
from release where connection_id = any($1) and coalesce(planned_at, released_at) is not null
order by connection_id, scope, id`
