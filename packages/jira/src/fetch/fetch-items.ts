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
 * not be seen; but when the whole project may no longer be browsed that tells nothing about its issues. One that goes out
 * of sight before its history is read is asked for once more, after the others.
 *
 * @throws UpstreamRefusedError `jira.unknown_project` for such a project; the errors of `JiraClient.request`.
 */
export async function* fetchItems(request: FetchRequest, ports: JiraPorts): AsyncGenerator<FetchPage> {
  const { scope, signal } = request
  const queue = [...new Set(request.keys)]
  if (queue.length === 0) return
  let options: CallOptions = { signal, meter: { requests: 0 } }
  const fields = await findSiteFields(ports.client, ports.estimateField, options)
  const context = { scope, fields, categories: new StatusCategories(ports.client) }
  const lost = new Set<string>()
  for (let start = 0; start < queue.length; ) {
    const asked = queue.slice(start, start + PAGE_SIZE)
    start += asked.length
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
    // For every page: the project may have gone out of sight since the last one.
    if (gone.some(({ kind }) => kind !== 'moved') && !(await browses(ports.client, scope, options))) {
      throw unknownProject(ports.client, scope)
    }
    const { unseen, ...read } = await readIssues(issues, context, ports, options)
    const again = unseen.filter((key) => !lost.has(key))
    for (const key of again) lost.add(key)
    queue.push(...again)
    const records = read.records.filter(({ key }) => !again.includes(key))
    const quarantined = [...unreadable, ...read.quarantined]
    yield { ...read, records, moves: [], gone, quarantined, requests: options.meter.requests }
    options = { signal, meter: { requests: 0 } }
  }
}
