import { z } from 'zod'
import type { ItemKind } from '../item/work-item.ts'
import { documentFields, listed, oneOrMore } from './document-fields.ts'

/** The fields that can choose work items. An empty list leaves the field open; values compare without regard to case. */
export interface SelectorFields {
  /** Ids of connections. */
  readonly connection: readonly string[]
  readonly kind: readonly ItemKind[]
  /** Keys of the items themselves: `OPS-77`, `clinic/ehr#12`. */
  readonly keys: readonly string[]
  /** Keys of the item itself or of any item above it. */
  readonly epic: readonly string[]
  /** Jira project keys. */
  readonly project: readonly string[]
  /** GitHub repositories as `owner/repo`. */
  readonly repo: readonly string[]
  readonly types: readonly string[]
  /** May hold wildcards, as `labels` may. */
  readonly components: readonly string[]
  /** `team-*` is any label that begins so, `v?` one with one more character; `\*` is a star itself. */
  readonly labels: readonly string[]
  /** GitHub milestones; compared like `fixVersions`, because an item has one list of both. */
  readonly milestone: readonly string[]
  /** Jira fix versions. */
  readonly fixVersions: readonly string[]
  /** Status names as the tool shows them. */
  readonly statuses: readonly string[]
  readonly assignees: readonly string[]
}

/** A choice of work items: every field given must hold (any value of its list does), and `not` must not. */
export interface Selector extends SelectorFields {
  /** What is left out: items for which all these fields hold. Null leaves nothing out. */
  readonly not: SelectorFields | null
}

const values = oneOrMore(z.string().min(1))
const globs = values.meta({
  description:
    'Values, or patterns: `*` stands for any characters, `?` for any one; a backslash before them takes that away',
})

const fields = {
  connection: values.optional(),
  kind: oneOrMore(z.enum(['issue', 'pull_request'])).optional(),
  keys: values.optional(),
  epic: values.optional(),
  project: values.optional(),
  repo: values.optional(),
  types: values.optional(),
  components: globs.optional(),
  labels: globs.optional(),
  milestone: values.optional(),
  fixVersions: values.optional(),
  statuses: values.optional(),
  assignees: values.optional(),
}

const exclusion = documentFields(fields).refine(namesSomething, 'name at least one field, such as `labels`')

/** The fields of a selector as the document may write them; a KPI's `where` adds two of its own. */
export const selectorShape = { ...fields, not: exclusion.optional() }

/** A selector as the document writes it: single values or lists. */
export const selectorSchema = documentFields(selectorShape).refine(
  namesSomething,
  'an empty selector would link every item there is; name at least one field, such as `epic` or `project`',
)

/** A selector as written in a document or sent to the API. */
export type SelectorInput = z.input<typeof selectorSchema>

type FieldsOutput = z.output<typeof exclusion>
type ShapeOutput = FieldsOutput & { readonly not?: FieldsOutput | undefined }

/** Fills in the open fields of a parsed selector and makes single values lists. */
export function normaliseSelector(input: ShapeOutput): Selector {
  return { ...normaliseFields(input), not: input.not === undefined ? null : normaliseFields(input.not) }
}

/** A text that is equal for two selectors exactly when they say the same, however they are written. */
export function selectorIdentity(selector: Selector): string {
  const parts = [selector, ...(selector.not === null ? [] : [selector.not])]
  return JSON.stringify(
    parts.map((fields) => SELECTOR_FIELDS.map((field) => [...new Set(fields[field].map(fold))].sort())),
  )
}

/** The form in which values are compared: without regard to case, and to how accents are encoded. */
export function fold(value: string): string {
  return value.normalize('NFC').toLowerCase()
}

/** Whether a parsed selector gives any of the fields of {@link Selector}. */
export function choosesByFields(input: ShapeOutput): boolean {
  return [...SELECTOR_FIELDS, 'not' as const].some((field) => input[field] !== undefined)
}

/** The names of the fields of a selector, in the order of the documentation. */
export const SELECTOR_FIELDS = [
  'connection',
  'kind',
  'keys',
  'epic',
  'project',
  'repo',
  'types',
  'components',
  'labels',
  'milestone',
  'fixVersions',
  'statuses',
  'assignees',
] as const satisfies readonly (keyof SelectorFields)[]

/** The fields whose values may hold wildcards. */
export const GLOB_FIELDS: ReadonlySet<keyof SelectorFields> = new Set(['components', 'labels'])

function normaliseFields(input: FieldsOutput): SelectorFields {
  return {
    connection: listed(input.connection),
    kind: listed(input.kind),
    keys: listed(input.keys),
    epic: listed(input.epic),
    project: listed(input.project),
    repo: listed(input.repo),
    types: listed(input.types),
    components: listed(input.components),
    labels: listed(input.labels),
    milestone: listed(input.milestone),
    fixVersions: listed(input.fixVersions),
    statuses: listed(input.statuses),
    assignees: listed(input.assignees),
  }
}

function namesSomething(value: object): boolean {
  return Object.values(value).some((given) => given !== undefined)
}
