import { UpstreamRefusedError } from '@throughline/errors'
import type { CallOptions } from '@throughline/source'
import { z } from 'zod'
import type { JiraClient } from '../client.ts'
import type { Changelogs, Dialect, FoundIssue, SearchAnswer, SearchAsk } from '../dialect.ts'
import { InlineChangelogs } from '../history/inline-changelogs.ts'
import { countSchema } from '../schema.ts'
import { bulkChangelogs } from './bulk-changelogs.ts'
import { bulkIssues } from './bulk-issues.ts'
import { confirmChangelogs } from './confirm-changelogs.ts'

/**
 * The envelope of a page is strict, because a page that is no page must not end a walk; an issue is parsed one by one, so
 * that a bad one is set aside and its page goes on.
 */
const searchPageSchema = z.object({
  issues: z.array(z.unknown()),
  /** Absent, null or empty on the last page; `isLast` beside it is not reliable and not read. */
  nextPageToken: z.string().nullish(),
})

/** Jira Cloud: pages by token, estimated counts, histories and issues in bulk. */
export class CloudDialect implements Dialect {
  /** Jira trims a page to this many issues as soon as fields beyond id and key are asked for. */
  readonly pageSize = 100
  readonly keyPageSize = 5000
  readonly #client: JiraClient
  readonly #inline: InlineChangelogs
  /** Whether this site does not tell histories in bulk; found out once for each connector. */
  #isBulkRefused = false

  constructor(client: JiraClient) {
    this.#client = client
    this.#inline = new InlineChangelogs(client)
  }

  async search(ask: SearchAsk, options: CallOptions): Promise<SearchAnswer> {
    const { jql, fields, pageSize, withHistory, place } = ask
    const { data, serverTime } = await this.#client.request(
      {
        url: `${this.#client.api}/search/jql`,
        method: 'POST',
        body: {
          jql: `${jql} ORDER BY created ASC, key ASC`,
          fields,
          maxResults: pageSize,
          ...(withHistory && this.#isBulkRefused ? { expand: 'changelog' } : {}),
          ...(place === null ? {} : { nextPageToken: place }),
        },
        schema: searchPageSchema,
      },
      options,
    )
    return { issues: data.issues, place: data.nextPageToken || null, serverTime }
  }

  async count(jql: string, options: CallOptions): Promise<number> {
    const url = `${this.#client.api}/search/approximate-count`
    const { data } = await this.#client.request({ url, method: 'POST', body: { jql }, schema: countSchema }, options)
    return data.count
  }

  async changelogs(issues: readonly unknown[], fieldIds: readonly string[], options: CallOptions): Promise<Changelogs> {
    const told = await this.#bulk(issues, fieldIds, options)
    if (told === null) return this.#inline.of(issues, options)
    return confirmChangelogs(told, issues, { client: this.#client, inline: this.#inline, options })
  }

  issues(
    keys: readonly string[],
    fields: readonly string[],
    options: CallOptions,
  ): Promise<ReadonlyMap<string, FoundIssue>> {
    return bulkIssues(this.#client, keys, fields, options)
  }

  /** Null where the site does not tell histories in bulk. */
  async #bulk(
    issues: readonly unknown[],
    fieldIds: readonly string[],
    options: CallOptions,
  ): Promise<Changelogs | null> {
    if (this.#isBulkRefused) return null
    try {
      return await bulkChangelogs(this.#client, issues, fieldIds, options)
    } catch (error) {
      const status = error instanceof UpstreamRefusedError ? error.context.status : null
      if (status !== 403 && status !== 404 && status !== 410) throw error
      this.#isBulkRefused = true
      return null
    }
  }
}
