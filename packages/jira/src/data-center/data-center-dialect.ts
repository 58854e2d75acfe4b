import type { CallOptions } from '@throughline/source'
import type { JiraClient } from '../client.ts'
import type { Changelogs, Dialect, FoundIssue, SearchAnswer, SearchAsk } from '../dialect.ts'
import { findIssue } from '../fetch/find-issue.ts'
import { InlineChangelogs } from '../history/inline-changelogs.ts'
import { fetchPage } from './fetch-page.ts'
import { searchFrom } from './search-from.ts'

/** Jira Data Center: pages by position, exact counts, histories that come with their issues. */
export class DataCenterDialect implements Dialect {
  readonly pageSize = 100
  /** What a server allows unless its administrator changed it; it gives what it pleases anyway. */
  readonly keyPageSize = 1000
  readonly #client: JiraClient
  readonly #inline: InlineChangelogs

  constructor(client: JiraClient) {
    this.#client = client
    this.#inline = new InlineChangelogs(client)
  }

  search(ask: SearchAsk, options: CallOptions): Promise<SearchAnswer> {
    return searchFrom(this.#client, ask, options)
  }

  async count(jql: string, options: CallOptions): Promise<number> {
    const ask = { jql, fields: ['key'], pageSize: 0, withHistory: false }
    return (await fetchPage(this.#client, ask, 0, options)).total
  }

  changelogs(issues: readonly unknown[], _fieldIds: readonly string[], options: CallOptions): Promise<Changelogs> {
    return this.#inline.of(issues, options)
  }

  /** One by one: a search by keys reads the index, which lags, and is refused as a whole for one key it does not know. */
  async issues(
    keys: readonly string[],
    fields: readonly string[],
    options: CallOptions,
  ): Promise<ReadonlyMap<string, FoundIssue>> {
    const parts = { fields, expand: 'changelog' }
    return new Map(
      await Promise.all(keys.map(async (key) => [key, await findIssue(this.#client, key, parts, options)] as const)),
    )
  }
}
