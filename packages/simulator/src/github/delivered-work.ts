import type {
  GithubDeploymentRecord,
  GithubDeploymentStatusRecord,
  GithubReleaseRecord,
  GithubRepoData,
  GithubReviewRecord,
} from '../records.ts'

/** What leads from a pull request to its users: reviews, releases and deployments of one repository. */
export class DeliveredWork {
  readonly #reviews = new Map<number, GithubReviewRecord[]>()
  readonly #releases = new Map<number, GithubReleaseRecord>()
  readonly #deployments = new Map<number, GithubDeploymentRecord>()

  constructor({ reviews = [], releases = [], deployments = [] }: GithubRepoData) {
    for (const review of reviews) this.addReview(review)
    for (const release of releases) this.putRelease(release)
    for (const deployment of deployments) this.addDeployment(deployment)
  }

  addReview(review: GithubReviewRecord): void {
    this.#reviews.set(review.number, [...this.reviews(review.number), review])
  }

  /** Creates or replaces a release by id, and tells what was there before. */
  putRelease(release: GithubReleaseRecord): GithubReleaseRecord | null {
    const before = this.#releases.get(release.id) ?? null
    this.#releases.set(release.id, release)
    return before
  }

  addDeployment(deployment: GithubDeploymentRecord): void {
    this.#deployments.set(deployment.id, deployment)
  }

  /** @throws RangeError when there is no such deployment. */
  addStatus(id: number, status: GithubDeploymentStatusRecord): GithubDeploymentRecord {
    const before = this.#deployments.get(id)
    if (before === undefined) throw new RangeError(`there is no deployment ${id} to tell more of`)
    const statuses = [...(before.statuses ?? []), status]
    const after = { ...before, statuses, updated_at: status.created_at }
    this.#deployments.set(id, after)
    return after
  }

  /** Reviews of a pull request, oldest first. */
  reviews(number: number): readonly GithubReviewRecord[] {
    return [...(this.#reviews.get(number) ?? [])].sort(
      (one, other) => Date.parse(one.submitted_at) - Date.parse(other.submitted_at),
    )
  }

  /** Newest first. */
  releases(): readonly GithubReleaseRecord[] {
    return newestFirst(this.#releases.values())
  }

  /** Newest first. */
  deployments(): readonly GithubDeploymentRecord[] {
    return newestFirst(this.#deployments.values())
  }

  deployment(id: number): GithubDeploymentRecord | undefined {
    return this.#deployments.get(id)
  }
}

/** Sorts by creation, the latest first, and by id where that is the same. */
export function newestFirst<T extends { readonly id: number; readonly created_at: string }>(
  records: Iterable<T>,
): readonly T[] {
  return [...records].sort(
    (one, other) => Date.parse(other.created_at) - Date.parse(one.created_at) || other.id - one.id,
  )
}
