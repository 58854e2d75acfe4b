import type { EpochMs } from '@throughline/plan'
import { iso } from './item-row.ts'

/** Small tables of which triggers keep what rows were, with the columns that tell the rows of a connection apart. */
const factKeys = {
  connection: [],
  scope_state: ['scope'],
  sprint: ['id'],
  release: ['scope', 'id'],
  deployment: ['scope', 'id'],
  first_review: ['key'],
  side_state: ['scope', 'stream'],
} as const

/** A table that can be read as it was known. */
export type KnownTable = keyof typeof factKeys | 'item' | 'item_reference' | 'link'

/**
 * The beginning of a statement that reads these tables as they were known at an instant: common table expressions of their
 * names, so that what follows reads the past as it reads the present. Empty for the present. Of several past rows that were
 * known by then the one that ended first tells how it stood; without any, the present row does.
 *
 * @param itemIds of items, references and links only those of these items, such as `$1::bigint[]`; default all.
 */
export function asKnown(tables: readonly KnownTable[], knownAt: EpochMs | undefined, itemIds?: string): string {
  if (knownAt === undefined) return ''
  const at = `timestamptz '${iso(knownAt)}'`
  return `with ${tables.map((table) => knownTable(table, at, itemIds)).join(',')}`
}

function knownTable(table: KnownTable, at: string, itemIds: string | undefined): string {
  const among = (column: string) => (itemIds === undefined ? '' : `and ${column} = any(${itemIds})`)
  switch (table) {
    case 'item':
      return knownItems(at, among)
    case 'item_reference':
      return knownReferences(at, among)
    case 'link':
      return knownLinks(at, among)
    default:
      return knownFacts(table, at)
  }
}

/** Whether a past row counts; the table must be aliased `p`. */
const wasKnown = (at: string) => `p.known_until > ${at} and p.known_since <= ${at}`

type Among = (column: string) => string

const knownItems = (at: string, among: Among) => `
item_then as materialized (
  select distinct on (p.item_id) p.item_id, p.row from item_past p
  where ${wasKnown(at)} ${among('p.item_id')} order by p.item_id, p.known_until
),
item as (
  select was.* from item_then cross join lateral jsonb_populate_record(null::item, item_then.row) was
  union all
  select i.* from item i
  where i.known_since <= ${at} ${among('i.id')} and not exists (select from item_then where item_id = i.id)
)`

/**
 * References are there or not, so a past row and a present one may both be true, but say the same. Of past ones it was not
 * kept by which part of the pull request they were made.
 */
const knownReferences = (at: string, among: Among) => `
item_reference as (
  select r.item_id, r.target_id, r.via from item_reference r where r.known_since <= ${at} ${among('r.item_id')}
  union all
  select distinct p.item_id, p.target_id, null::text from reference_past p
  where ${wasKnown(at)} ${among('p.item_id')} and not exists (
    select from item_reference r
    where r.item_id = p.item_id and r.target_id = p.target_id and r.known_since <= ${at})
)`

const linkTable = (alias: string) =>
  ['plan_id', 'item_id', 'deliverable', 'rule', 'detail', 'conflicts'].map((column) => `${alias}.${column}`).join(', ')

const knownLinks = (at: string, among: Among) => `
link_then as (
  select distinct on (p.plan_id, p.item_id) ${linkTable('p')} from link_past p
  where ${wasKnown(at)} ${among('p.item_id')} order by p.plan_id, p.item_id, p.known_until
),
link as (
  select * from link_then
  union all
  select ${linkTable('l')} from link l
  where l.known_since <= ${at} ${among('l.item_id')}
    and not exists (select from link_then t where t.plan_id = l.plan_id and t.item_id = l.item_id)
)`

function knownFacts(table: keyof typeof factKeys, at: string): string {
  const key = factKeys[table].map((column) => `t.${column}`).join(` || ' ' || `) || `''`
  const connection = table === 'connection' ? 't.id' : 't.connection_id'
  return `
${table} as (
  select t.* from ${table} t
  where t.known_since <= ${at} and not exists (
    select from fact_past p
    where p.connection_id = ${connection} and p.kind = '${table}' and p.key = ${key} and ${wasKnown(at)})
  union all
  select was.* from (
    select distinct on (p.connection_id, p.key) p.row from fact_past p
    where p.kind = '${table}' and ${wasKnown(at)} order by p.connection_id, p.key, p.known_until
  ) then_known
  cross join lateral jsonb_populate_record(null::${table}, then_known.row) was
)`
}
