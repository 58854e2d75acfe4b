import type { CallOptions, FetchPage, FetchRequest, Gone, QuarantinedRecord } from '@throughline/source'
import { z } from 'zod'
import { ISSUE_FIELDS } from '../items/map.ts'
import { readIssues } from '../items/read-issues.ts'
import type { JiraPorts } from '../jira-ports.ts'
import { browses, unknownProject } from '../site/browses.ts'
import { findSiteFields, siteFieldIds } from '../site/site-fields.ts'
import { StatusCategories } from '../site/status-categories.ts'

/** Keys on a page. */
const PAGE_SIZE = 100

const identitySchema = z.object({ key: z.string() })

/**
 * Asks for issues by key, past the search index, and tells what became of those that their project no longer shows.
 *
 * An issue that answers under another key was moved. One that does not answer is deleted, unless Jira says that it may
 * not be seen; but when the whole project may no longer be browsed that tells nothing about its issues.
 *
 * @throws UpstreamRefusedError `jira.unknown_project` for such a project; the errors of `JiraClient.request`.
 */
export async function* fetchItems(request: FetchRequest, ports: JiraPorts): AsyncGenerator<FetchPage> {
  const { scope, signal } = request
  const keys = [...new Set(request.keys)]
  if (keys.length === 0) return
  let options: CallOptions = { signal, meter: { requests: 0 } }
  const fields = await findSiteFields(ports.client, ports.estimateField, options)
  const context = { scope, fields, categories: new StatusCategories(ports.client) }
  let isBrowsed = false
  for (let start = 0; start < keys.length; start += PAGE_SIZE) {
    const asked = keys.slice(start, start + PAGE_SIZE)
    const found = await ports.dialect.issues(asked, [...ISSUE_FIELDS, ...siteFieldIds(fields)], options)
    const issues: unknown[] = []
    const gone: Gone[] = []
    const unreadable: QuarantinedRecord[] = []
    for (const [key, answer] of found) {
      if (answer.kind !== 'found') {
        gone.push({ key, kind: answer.kind, at: null, movedTo: null })
        continue
      }
      const now = identitySchema.safeParse(answer.issue).data?.key ?? null
      if (now === null) unreadable.push({ key, reason: 'The issue could not be read. key: missing' })
      else if (now.toUpperCase() === key.toUpperCase()) issues.push(answer.issue)
      else gone.push({ key, kind: 'moved', at: null, movedTo: now })
    }
    if (!isBrowsed && gone.some(({ kind }) => kind !== 'moved')) {
      isBrowsed = await browses(ports.client, scope, options)
      if (!isBrowsed) throw unknownProject(ports.client, scope)
    }
    const read = await readIssues(issues, context, ports, options)
    const quarantined = [...unreadable, ...read.quarantined]
    yield { ...read, moves: [], gone, quarantined, requests: options.meter.requests }
    options = { signal, meter: { requests: 0 } }
  }
}
