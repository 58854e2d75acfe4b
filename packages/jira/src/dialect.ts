import type { EpochMs } from '@throughline/plan'
import type { CallOptions } from '@throughline/source'

/** Asks for one page of a search. */
export interface SearchAsk {
  /** The condition, without an order: that is the dialect’s. */
  readonly jql: string
  readonly fields: readonly string[]
  readonly pageSize: number
  /** Whether histories are wanted, for a deployment that can send them along. */
  readonly withHistory: boolean
  /** Where an earlier page said that the next one begins; null begins at the beginning. */
  readonly place: string | null
}

/** One page of a search. */
export interface SearchAnswer {
  /** Issues as Jira sent them. They may repeat from page to page; none is passed by. */
  readonly issues: readonly unknown[]
  /** Where the next page begins; null when this is the last. */
  readonly place: string | null
  /** Jira’s clock when it answered. */
  readonly serverTime: EpochMs
}

/** What became of one issue that was asked for by key. */
export type FoundIssue = { readonly kind: 'found'; readonly issue: unknown } | { readonly kind: 'deleted' | 'hidden' }

/** The histories of some issues as Jira sent them, by issue id; an issue that could not be seen any more is absent. */
export type Changelogs = ReadonlyMap<string, readonly unknown[]>

/**
 * What Jira Cloud and Jira Data Center do in different ways: paging, counting, histories, issues by key. Everything else
 * in this package is the same for both, down to the paths, which differ in their version only.
 */
export interface Dialect {
  /** Issues on a page of whole issues. */
  readonly pageSize: number
  /** Issues on a page of nothing but keys. */
  readonly keyPageSize: number
  /** One page of a search, in an order in which nothing that is edited meanwhile moves. */
  search(ask: SearchAsk, options: CallOptions): Promise<SearchAnswer>
  /** How many issues a condition finds. */
  count(jql: string, options: CallOptions): Promise<number>
  /** The whole histories of the issues of one page, as far as they are about these fields at least. */
  changelogs(issues: readonly unknown[], fieldIds: readonly string[], options: CallOptions): Promise<Changelogs>
  /** Some issues by key, past the search index; every key has an answer. */
  issues(
    keys: readonly string[],
    fields: readonly string[],
    options: CallOptions,
  ): Promise<ReadonlyMap<string, FoundIssue>>
}
