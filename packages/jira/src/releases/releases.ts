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
 * The versions of a project, all in one answer. One is released when Jira says so and a date stands with it: a version
 * with a date alone is planned, and one released without a date happened at no time that a chart could show.
 */
export async function* readReleases(request: SideRequest, ports: Pick<JiraPorts, 'client'>): AsyncGenerator<SidePage> {
  const options: CallOptions = { signal: request.signal, meter: { requests: 0 } }
  const { scope } = request
  const { api, baseUrl } = ports.client
  const url = `${api}/project/${encodeURIComponent(scope)}/versions`
  const { data } = await ports.client.request({ url, schema: versionListSchema }, options)
  const releases = data.map(
    ({ id, name, released, releaseDate }): Release => ({
      scope,
      id,
      name: cleanText(name),
      // A date without a time is its start in UTC, wherever it was meant.
      releasedAt: released === true ? parseInstant(`${releaseDate ?? ''}T00:00:00Z`) : null,
      isPrerelease: false,
      url: `${baseUrl}/projects/${encodeURIComponent(scope)}/versions/${encodeURIComponent(id)}`,
    }),
  )
  yield { releases, deployments: [], reviews: [], next: null, mark: {}, requests: options.meter.requests }
}
