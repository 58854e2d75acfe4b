import type pg from 'pg'
import { plainForms } from './selector-search.ts'

/** A key that a connection has an item of. */
export interface KnownKey {
  readonly connection: string
  /** As the tool spells it. */
  readonly key: string
}

/**
 * Finds which of these keys there are items of, in whichever case they are written; removed items left out. May answer
 * keys that nobody asked for: compare them folded.
 */
export async function knownKeys(pool: pg.Pool, keys: readonly string[]): Promise<KnownKey[]> {
  const forms = plainForms(keys)
  if (forms === null) return []
  const { rows } = await pool.query<KnownKey>(knownSql, [forms])
  return rows
}

/** One look into the index for each form. */
const knownSql = `
select i.connection_id as connection, i.key
from (select distinct unnest($1::text[])) as wanted(form)
cross join lateral (
  select connection_id, key from item where plain_form(key) = wanted.form and tombstone_kind is null offset 0
) i`
