import { fold, globParts, type Selector } from '@throughline/plan'

/** A project or repository of a connection, as items spell them. */
export interface Place {
  readonly connection: string
  readonly scope: string
}

/**
 * A search for what a selector’s fields choose in one place. Values are plain forms (see the SQL function `plain_form`),
 * those of labels and components patterns for `like`; null leaves a field open. What a selector leaves out is not looked
 * at: a search finds too much rather than too little, and the linker decides.
 */
export interface SelectorSearch extends Place {
  readonly kinds: readonly string[] | null
  readonly types: readonly string[] | null
  readonly statuses: readonly string[] | null
  readonly assignees: readonly string[] | null
  readonly milestones: readonly string[] | null
  readonly fix_versions: readonly string[] | null
  readonly labels: readonly string[] | null
  readonly components: readonly string[] | null
}

/** The columns of {@link SelectorSearch} as a record definition of `json_to_recordset`. */
export const searchDefinition = `connection text, scope text, kinds text[], types text[], statuses text[],
  assignees text[], milestones text[], fix_versions text[], labels text[], components text[]`

/** The condition that an item, aliased `i`, is what a search, aliased `s`, is for. */
export const isSearchedFor = `
i.connection_id = s.connection and i.scope = s.scope
  and (s.kinds is null or i.kind = any(s.kinds))
  and (s.types is null or plain_form(i.type) = any(s.types))
  and (s.statuses is null or plain_form(i.status) = any(s.statuses))
  and (s.assignees is null or plain_form(i.assignee) = any(s.assignees))
  and (s.milestones is null or exists (select from unnest(i.milestones) v where plain_form(v) = any(s.milestones)))
  and (s.fix_versions is null or exists (select from unnest(i.milestones) v where plain_form(v) = any(s.fix_versions)))
  and (s.labels is null or exists (select from unnest(i.labels) v where plain_form(v) like any(s.labels)))
  and (s.components is null or exists (select from unnest(i.components) v where plain_form(v) like any(s.components)))`

/**
 * The searches for what the fields of selectors choose, one for each selector and place that it allows; keys and epics
 * are not looked at. Null when they are more than `max`: no more than that are made to find out.
 */
export function searchesFor(
  selectors: readonly Selector[],
  places: readonly Place[],
  max: number,
): SelectorSearch[] | null {
  const folded = places.map((place) => ({ place, connection: fold(place.connection), scope: fold(place.scope) }))
  const searches: SelectorSearch[] = []
  for (const selector of selectors) {
    const fields = searchedFields(selector)
    const isConnection = allowing(selector.connection)
    const isProject = allowing(selector.project)
    const isRepo = allowing(selector.repo)
    for (const { place, connection, scope } of folded) {
      if (isConnection(connection) && isProject(scope) && isRepo(scope)) searches.push({ ...place, ...fields })
      if (searches.length > max) return null
    }
  }
  return searches
}

function searchedFields(selector: Selector): Omit<SelectorSearch, keyof Place> {
  return {
    kinds: selector.kind.length === 0 ? null : selector.kind,
    types: plainForms(selector.types),
    statuses: plainForms(selector.statuses),
    assignees: plainForms(selector.assignees),
    milestones: plainForms(selector.milestone),
    fix_versions: plainForms(selector.fixVersions),
    labels: likePatterns(selector.labels),
    components: likePatterns(selector.components),
  }
}

/** The plain forms of the texts that may equal one of the values; null when there are none. */
export function plainForms(values: readonly string[]): string[] | null {
  if (values.length === 0) return null
  return [...values.map(fold).filter(isAscii), BEYOND_ASCII]
}

/** The plain form of every text that is not ASCII, whatever it says. */
const BEYOND_ASCII = ''

function likePatterns(values: readonly string[]): string[] | null {
  const patterns = plainForms(values)?.map((value) =>
    globParts(value)
      .map((part) => (part === 'run' ? '%' : part === 'one' ? '_' : part.char.replace(/[%_\\]/, '\\$&')))
      .join(''),
  )
  return patterns ?? null
}

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text)
}

/** Whether a folded value is one of those wanted; where none are, any is. */
function allowing(wanted: readonly string[]): (folded: string) => boolean {
  const values = new Set(wanted.map(fold))
  return (folded) => values.size === 0 || values.has(folded)
}
