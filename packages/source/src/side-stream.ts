import type { AllReleases, Deployment, EpochMs, Release } from '@throughline/plan'
import type { Cursor } from './walk.ts'

/**
 * What a scope has beside its items. Each is read on a schedule of its own, after the items and never before a sync may
 * succeed: `reviews` and `deployments` cost a request an item.
 */
export type SideStream = 'releases' | 'milestones' | 'deployments' | 'reviews'

/** Reads a side stream of one scope. */
export interface SideRequest {
  readonly scope: string
  readonly stream: SideStream
  /** The mark that an earlier reading ended with; null reads everything. */
  readonly since: Cursor | null
  /** Where an interrupted reading stood; null starts at the beginning. */
  readonly from: Cursor | null
  /** For `reviews`: the pull requests asked about. Empty for the others. */
  readonly pulls: readonly { readonly key: string; readonly author: string | null }[]
  readonly signal: AbortSignal
}

/** One page of a side stream. */
export interface SidePage {
  readonly releases: readonly Release[]
  /** On the last page of a reading that was whole and saw each release of its kind; null otherwise. */
  readonly allReleases: AllReleases | null
  readonly deployments: readonly Deployment[]
  readonly reviews: readonly FirstReview[]
  readonly next: Cursor | null
  /** On the last page: where the next reading starts. */
  readonly mark: Cursor | null
  readonly requests: number
}

/** When a pull request was first reviewed by another person than its author; null while it was not. */
export interface FirstReview {
  readonly key: string
  readonly at: EpochMs | null
}
