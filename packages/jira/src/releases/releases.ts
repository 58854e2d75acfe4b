import type { Release } from '@throughline/plan'
import { type CallOptions, cleanText, parseInstant, type SidePage, type SideRequest } from '@throughline/source'
import { z } from 'zod'
import type { JiraPorts } from '../jira-ports.ts'
import { lenient } from '../schema.ts'

const versionListSchema = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    released: lenient(z.boolean()),
    releaseDate: lenient(z.string()),
  }),
)

/**
 * The versions of a project, all in one answer. Jira keeps one date: of a released version it is the day of the release,
 * of any other the day it is planned for. One released without a date happened at no time that a chart could show.
 */
export async function* readReleases(request: SideRequest, ports: Pick<JiraPorts, 'client'>): AsyncGenerator<SidePage> {
  const options: CallOptions = { signal: request.signal, meter: { requests: 0 } }
  const { scope } = request
  const { api, baseUrl } = ports.client
  const url = `${api}/project/${encodeURIComponent(scope)}/versions`
  const { data } = await ports.client.request({ url, schema: versionListSchema }, options)
  const releases = data.map(({ id, name, released, releaseDate }): Release => {
    // A date without a time is its start in UTC, wherever it was meant.
    const day = parseInstant(`${releaseDate ?? ''}T00:00:00Z`)
    return {
      scope,
      id,
      name: cleanText(name),
      releasedAt: released === true ? day : null,
      plannedAt: released === true ? null : day,
      isPrerelease: false,
      url: `${baseUrl}/projects/${encodeURIComponent(scope)}/versions/${encodeURIComponent(id)}`,
    }
  })
  yield {
    releases,
    allReleases: { idPrefix: '', ids: releases.map(({ id }) => id) },
    deployments: [],
    reviews: [],
    next: null,
    mark: {},
    requests: options.meter.requests,
  }
}
