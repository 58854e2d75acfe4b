import type { JiraEntry } from './jira-entry.ts'
import type { JiraSite } from './jira-site.ts'
import { fieldNames, wireField } from './wire-field.ts'
import { wireChangelog } from './wire-history.ts'
import type { WireStyle } from './wire-style.ts'

/** Which parts of an issue were asked for. */
export interface Selection {
  /** Name under which an issue's text is kept. */
  readonly name: string
  readonly idOnly: boolean
  readonly withChangelog: boolean
  /** Most entries of the changelog that are shown. */
  readonly historyMax: number
  /** Whether nothing beyond id and key was asked for, which allows large pages. */
  readonly small: boolean
  readonly includes: readonly string[]
  readonly excludes: ReadonlySet<string>
}

const NOT_FIELDS: ReadonlySet<string> = new Set(['id', 'key'])

/**
 * Reads the `fields` and `expand` parameters: names and ids, `*all`, `*navigable`, `-name` to leave one out.
 *
 * @param defaults what is served when no field is named.
 * @param historyMax most entries of the changelog that are shown. Default all.
 */
export function selectFields(
  fields: readonly string[],
  expand: string,
  defaults: string,
  historyMax: number = Number.POSITIVE_INFINITY,
): Selection {
  const asked = fields
    .flatMap((field) => field.split(','))
    .map((field) => field.trim())
    .filter((field) => field !== '')
  const names = asked.length === 0 ? [defaults] : asked
  const excludes = new Set(names.filter((name) => name.startsWith('-')).map((name) => name.slice(1)))
  const named = names.filter((name) => !name.startsWith('-'))
  const includes = named.length === 0 ? ['*all'] : named
  const withChangelog = expand.split(',').includes('changelog')
  const small = includes.every((name) => NOT_FIELDS.has(name)) && !withChangelog
  return {
    name: `${[...includes].sort().join()}|${[...excludes].sort().join()}|${withChangelog ? historyMax : ''}`,
    idOnly: small && includes.every((name) => name === 'id'),
    withChangelog,
    historyMax,
    small,
    includes,
    excludes,
  }
}

/** An issue as JSON text, made once for each selection until the issue changes. */
export function issueJson(entry: JiraEntry, selection: Selection, site: JiraSite): string {
  if (selection.idOnly) return `{"id":"${entry.record.id}"}`
  if (entry.text?.fields === selection.name) return entry.text.json
  const json = JSON.stringify(wireIssue(entry, selection, site, site.style()))
  entry.text = { fields: selection.name, json }
  return json
}

/** An issue in the words of one version of the API. */
export function wireIssue(entry: JiraEntry, selection: Selection, site: JiraSite, style: WireStyle) {
  const head = {
    expand: 'operations,versionedRepresentations,editmeta,changelog,renderedFields',
    id: entry.record.id,
    self: `${style.base}/issue/${entry.record.id}`,
    key: entry.key,
  }
  if (selection.small) return head
  const fields: Record<string, unknown> = {}
  for (const name of namesOf(entry, selection, site)) {
    const value = wireField(name, entry, site, style)
    if (value !== undefined) fields[name] = value
  }
  const { withChangelog, historyMax } = selection
  return withChangelog ? { ...head, changelog: wireChangelog(entry, style, historyMax), fields } : { ...head, fields }
}

function namesOf(entry: JiraEntry, selection: Selection, site: JiraSite): readonly string[] {
  const everything = selection.includes.some((name) => name === '*all' || name === '*navigable')
  const names = everything ? [...fieldNames(entry, site), ...selection.includes] : selection.includes
  return [...new Set(names)].filter(
    (name) => !name.startsWith('*') && !NOT_FIELDS.has(name) && !selection.excludes.has(name),
  )
}
