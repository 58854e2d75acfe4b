import type { SidePage, SideRequest } from '@throughline/source'
import type { GithubClient } from './client.ts'
import { readDeployments } from './deployments/deployments.ts'
import { readMilestones } from './milestones/milestones.ts'
import { readReleases } from './releases/releases.ts'
import { readReviews } from './reviews/reviews.ts'
import { checkScope } from './scope.ts'

const STREAMS = {
  releases: readReleases,
  milestones: readMilestones,
  deployments: readDeployments,
  reviews: readReviews,
}

/**
 * Reads releases, milestones, deployments or the first reviews of pull requests; see the streams.
 *
 * @throws UpstreamRefusedError `github.unknown_repository`; the errors of `GithubClient.request`.
 */
export async function* readSide(request: SideRequest, client: GithubClient): AsyncGenerator<SidePage> {
  checkScope(request.scope, client.connection)
  const meter = { requests: 0 }
  const context = { request, client, options: { signal: request.signal, meter } }
  for await (const page of STREAMS[request.stream](context)) {
    yield { releases: [], allReleases: null, deployments: [], reviews: [], ...page, requests: meter.requests }
    meter.requests = 0
  }
}
