import type pg from 'pg'

/**
 * A text that is the same for as long as everything stays that a plan's numbers as of now are made of, time apart: its
 * newest version, items and links, side facts, entered values, connections, how complete their data is, published reports.
 */
export async function readStanding(pool: pg.Pool, plan: string): Promise<string> {
  const { rows } = await pool.query<{ standing: string }>(standingSql, [plan])
  return rows[0]?.standing ?? ''
}

const standingSql = `
select jsonb_build_array(
  s.revision, s.side_revision, s.entered_revision,
  (select p.version from plan p where p.id = $1),
  (select max(r.published_at) from weekly_report r where r.plan_id = $1),
  (select max(c.updated_at) from connection c), (select count(*) from connection),
  (select max(state.synced_at) from scope_state state),
  (select jsonb_build_array(count(*), sum(state.entries), sum(state.matched)) from scope_state state)
)::text as standing
from hub_state s`
