/**
 * The statement that reads what the linker has to see for the items $1: themselves, what their pull requests reference,
 * and every ancestor of those, by id. `columns` are a select list over the alias `i`.
 */
export function neededFor(columns: string): string {
  return `
with recursive needed as (
  select i.id, i.parent_id from item i
  where i.id = any($1) or i.id in (select r.target_id from item_reference r where r.item_id = any($1))
  union
  select p.id, p.parent_id from needed n join item p on p.id = n.parent_id
)
select ${columns} from item i where i.id in (select id from needed) order by i.id`
}
