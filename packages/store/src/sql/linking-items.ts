/**
 * The statement that reads what the linker has to see for the items $1: themselves, what their pull requests reference,
 * and every ancestor of those, by id. `columns` are a select list over the alias `i`. Every row is looked up by index: of
 * tables that were filled minutes ago the planner knows nothing, and would rather read all of them.
 */
export function neededFor(columns: string): string {
  return `
with recursive needed as (
  (select i.id, i.parent_id from unnest($1::bigint[]) as affected(id) ${item('affected.id')}
   union
   select i.id, i.parent_id from unnest($1::bigint[]) as affected(id)
   cross join lateral (select target_id from item_reference where item_id = affected.id offset 0) r
   ${item('r.target_id')})
  union
  select i.id, i.parent_id from needed ${item('needed.parent_id')}
)
select ${columns} from needed ${item('needed.id')} order by i.id`
}

const item = (id: string) => `cross join lateral (select * from item where id = ${id} offset 0) i`
