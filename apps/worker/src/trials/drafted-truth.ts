import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { ExpectedItem } from './recorded-truth.ts'

/*
 * What a plan drafted from the recorded projects must hold, computed from the files alone: plain loops, no code of the
 * draft or the plan model.
 */

/** An epic that issues name, held or not, with the issues that name it. */
export interface ExpectedEpic {
  readonly key: string
  /** Null when the archive does not have the epic itself. */
  readonly own: ExpectedItem | null
  readonly title: string
  readonly assignee: string | null
  /** Names and days of its fix versions that have a day. */
  readonly versions: readonly string[]
  /** Issues whose epic it is. */
  readonly issues: readonly ExpectedItem[]
}

interface RecordedFields {
  readonly summary: string
  readonly assignee: { readonly displayName: string } | null
  readonly fixVersions: readonly { readonly releaseDate?: string }[]
  readonly epic?: { readonly key: string } | null
}

/** The epics of the Titanium issues. */
export function expectedTitaniumEpics(dataDir: string, issues: readonly ExpectedItem[]): ExpectedEpic[] {
  const known = new Map(issues.map((issue) => [issue.key, issue]))
  const fieldsOf = new Map<string, RecordedFields>()
  const members = new Map<string, ExpectedItem[]>()
  for (const line of linesOf(`${dataDir}/jira/titanium.issues.ndjson.gz`)) {
    const { key, fields } = JSON.parse(line) as { readonly key: string; readonly fields: RecordedFields }
    fieldsOf.set(key, fields)
    const issue = known.get(key)
    if (!fields.epic || issue === undefined) continue
    members.set(fields.epic.key, [...(members.get(fields.epic.key) ?? []), issue])
  }
  return [...members].map(([key, own]) => {
    const fields = fieldsOf.get(key)
    return {
      key,
      own: known.get(key) ?? null,
      title: tidy(fields?.summary ?? key),
      assignee: fields?.assignee ? tidy(fields.assignee.displayName) : null,
      versions: (fields?.fixVersions ?? []).flatMap(({ releaseDate }) => releaseDate ?? []),
      issues: own,
    }
  })
}

/** A pull request with the keys of the issues that it names: those the archive lists, and others in its title. */
export interface ExpectedNames {
  readonly key: string
  readonly named: readonly string[]
}

/** What the pull requests that the Titanium issues name, name themselves. */
export function expectedTitaniumNames(dataDir: string): ExpectedNames[] {
  return linesOf(`${dataDir}/github/titanium.pulls.ndjson.gz`).map((line) => {
    const pull = JSON.parse(line) as { repo: string; number: number; title: string; issue_keys: string[] }
    return {
      key: `${pull.repo}#${pull.number}`,
      named: [...pull.issue_keys, ...(pull.title.match(/\b[A-Z]+-\d+/g) ?? [])],
    }
  })
}

/** The key of the epic that an issue lies below, itself included; null for one that lies below none. */
export function epicOf(issue: ExpectedItem, epics: ReadonlySet<string>, issues: ReadonlyMap<string, ExpectedItem>) {
  let key: string | null = issue.key
  while (key !== null) {
    if (epics.has(key)) return key
    key = issues.get(key)?.parent ?? null
  }
  return null
}

/** When something last happened to an epic or the issues below it: their end, or the last update of what is open. */
export function lastActivity({ own, issues }: ExpectedEpic): number {
  const all = own === null ? issues : [own, ...issues]
  return Math.max(...all.map((item) => item.doneAt ?? item.droppedAt ?? item.updatedAt))
}

/** The day an epic's work began: the first issue that was started or done, else its own creation. */
export function firstDay({ own, issues }: ExpectedEpic): string {
  const worked = issues.flatMap(({ startedAt, doneAt }) => [startedAt, doneAt].filter((at) => at !== null))
  const created = own?.createdAt ?? Math.min(...issues.map((issue) => issue.createdAt))
  return new Date(worked.length === 0 ? created : Math.min(...worked)).toISOString().slice(0, 10)
}

function linesOf(file: string): string[] {
  return gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n')
}

function tidy(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
