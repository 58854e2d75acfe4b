import type { EpochMs } from './work-item.ts'

/**
 * A release of a repository, or a version of a Jira project. A milestone of a repository is one that is planned: what is
 * one version in Jira, with a day and whether it came, are two things on GitHub.
 */
export interface Release {
  readonly scope: string
  /** The tool's own id. */
  readonly id: string
  readonly name: string
  /**
   * When it was published or released, or for a milestone when it was closed; null while it is a draft, unreleased or open.
   * A date without a time is its start in UTC.
   */
  readonly releasedAt: EpochMs | null
  /**
   * The day it is to be released on: its start in UTC; null where nobody said. Jira says it while it is unreleased, GitHub
   * of a milestone always.
   */
  readonly plannedAt: EpochMs | null
  readonly isPrerelease: boolean
  readonly url: string | null
}

/** What a tool has of one kind of release: a stored one with the prefix that is not among the ids is gone from it. */
export interface AllReleases {
  /** What the ids of this kind begin with, and those of others do not; empty where a tool has one kind. */
  readonly idPrefix: string
  readonly ids: readonly string[]
}

/** A deployment of a repository. */
export interface Deployment {
  readonly scope: string
  readonly id: string
  readonly environment: string
  readonly isProduction: boolean
  readonly createdAt: EpochMs
  /** First time it was reported as successful; null while it was not. */
  readonly succeededAt: EpochMs | null
  /** First time it was reported as failed or in error; null while it was not. */
  readonly failedAt: EpochMs | null
}
