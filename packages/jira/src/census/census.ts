import { UpstreamRefusedError } from '@throughline/errors'
import type { CallOptions, CensusEntry, CensusPage, CensusRequest, QuarantinedRecord } from '@throughline/source'
import { z } from 'zod'
import { pagingLoop } from '../fault.ts'
import type { JiraPorts } from '../jira-ports.ts'
import { projectJql } from '../project-jql.ts'
import { unknownProject } from '../site/browses.ts'
import { fetchVocabularies } from './vocabularies.ts'

const entrySchema = z.object({ id: z.string(), key: z.string().min(1) })
const cursorSchema = z.object({ place: z.string() })

/**
 * Lists what a project shows now, by key and id alone: pages fifty times as long as those of a walk. The last page says
 * what the project's statuses, types, components and versions were called when this part of the list began.
 *
 * @throws UpstreamRefusedError `jira.unknown_project`; UpstreamError `jira.paging_loop`; the errors of
 *   `JiraClient.request`.
 */
export async function* takeCensus(request: CensusRequest, ports: JiraPorts): AsyncGenerator<CensusPage> {
  const { scope, signal } = request
  const jql = projectJql(scope, ports.client)
  const places = new Set<string>()
  const naming: CallOptions = { signal, meter: { requests: 0 } }
  // Asked beside the first page: what is renamed later than that, the next census finds.
  const vocabularies = fetchVocabularies(scope, ports, naming)
  // Its failure is thrown where it is awaited; until then it must not count as unhandled.
  vocabularies.catch(() => undefined)
  let told = 0
  const namesAsked = () => {
    const news = naming.meter.requests - told
    told = naming.meter.requests
    return news
  }
  let place = cursorSchema.safeParse(request.from).data?.place ?? null
  // A token may have expired while the census lay still.
  let mayBeginAgain = place !== null
  for (;;) {
    const options: CallOptions = { signal, meter: { requests: 0 } }
    const ask = { jql, fields: ['key'], pageSize: ports.dialect.keyPageSize, withHistory: false, place }
    let answer = null
    try {
      answer = await ports.dialect.search(ask, options)
    } catch (error) {
      if (!(error instanceof UpstreamRefusedError) || error.context.status !== 400) throw error
      if (place === null) throw unknownProject(ports.client, scope)
      if (!mayBeginAgain) throw error
      mayBeginAgain = false
      place = null
      continue
    }
    mayBeginAgain = false
    place = answer.place
    if (place !== null && places.has(place)) throw pagingLoop(ports.client.connection, `of project ${scope}`)
    if (place !== null) places.add(place)
    const page = { ...readEntries(answer.issues), records: [] }
    if (place === null) {
      const names = await vocabularies
      yield { ...page, vocabularies: names, next: null, requests: options.meter.requests + namesAsked() }
      return
    }
    yield { ...page, vocabularies: [], next: { place }, requests: options.meter.requests + namesAsked() }
  }
}

function readEntries(issues: readonly unknown[]) {
  const entries: CensusEntry[] = []
  const quarantined: QuarantinedRecord[] = []
  for (const issue of issues) {
    const { data } = entrySchema.safeParse(issue)
    if (data === undefined) quarantined.push({ key: null, reason: 'The issue could not be read. id, key: missing' })
    else entries.push({ key: data.key, sourceId: data.id, updatedAt: null })
  }
  return { entries, quarantined }
}
