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
  /** When it was published or released; null while it is a draft or unreleased. A date without a time is its start in UTC. */
  readonly releasedAt: EpochMs | null
  /** The day it is to be released on, as the tool says while it is unreleased: its start in UTC; null where nobody said. */
  readonly plannedAt: EpochMs | null
  readonly isPrerelease: boolean
  readonly url: string | null
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
