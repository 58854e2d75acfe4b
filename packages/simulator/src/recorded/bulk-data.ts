import type { SimulatorData } from '../records.ts'
import { bulkJira } from './bulk-jira.ts'
import { bulkRepository } from './bulk-repository.ts'
import type { BulkSpan } from './bulk-span.ts'

/** How much is generated. */
export interface BulkOptions {
  readonly seed: number
  /** Jira issues in project BULK, one in 25 an epic. */
  readonly jiraIssues: number
  /** Issues of the repository `bulk/load`, pull requests not counted. */
  readonly githubIssues: number
  /** Pull requests of the repository. Default 0. */
  readonly pulls?: number
  /** The latest update, epoch milliseconds. Default 2026-01-01. */
  readonly until?: number
}

const TWO_YEARS_MS = 730 * 86_400_000

/**
 * Generates data for load tests: records of realistic size (about 3 KB of JSON for a Jira issue) over the two years before
 * `until`. The same options make the same data.
 */
export function bulkData(options: BulkOptions): SimulatorData {
  const until = options.until ?? Date.UTC(2026, 0, 1)
  const span: BulkSpan = { from: until - TWO_YEARS_MS, until }
  return {
    jira: options.jiraIssues === 0 ? [] : [bulkJira(options.seed, options.jiraIssues, span)],
    github: [bulkRepository(options.seed, options.githubIssues, options.pulls ?? 0, options.jiraIssues, span)],
  }
}
