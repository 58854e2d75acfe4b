import { UpstreamRefusedError } from '@throughline/errors'
import type { CallOptions } from '@throughline/source'
import { z } from 'zod'
import type { JiraClient } from '../client.ts'
import type { Changelogs } from '../dialect.ts'
import { lenient } from '../schema.ts'

const PAGE_SIZE = 100

/**
 * Where Jira is known to cut a history that comes with its issue. What it then tells as the total is not always more than
 * what it sent, so exactly as many changes may be the first of more.
 */
const CUTS: ReadonlySet<number> = new Set([40, 100])

const inlineSchema = z.object({ total: z.number().nullish(), histories: z.array(z.unknown()) })
type Inline = z.infer<typeof inlineSchema>

const issueSchema = z.object({ id: z.string(), changelog: lenient(inlineSchema) })
const pageSchema = z.object({ total: z.number().nullish(), values: z.array(z.unknown()) })

/**
 * Histories that come with their issues (`expand=changelog`), completed issue by issue where Jira cut them short or sent
 * none. The way of Data Center, and of a Cloud site that refuses to tell the histories of many issues at once.
 */
export class InlineChangelogs {
  readonly #client: JiraClient
  /** Older releases of Data Center have no pages of an issue's history; found out once. */
  #hasPages = true

  constructor(client: JiraClient) {
    this.#client = client
  }

  /** The whole history of each issue; an issue that vanished meanwhile has none. */
  async of(issues: readonly unknown[], options: CallOptions): Promise<Changelogs> {
    const told = await Promise.all(
      issues.map(async (issue): Promise<readonly [string, readonly unknown[] | null] | null> => {
        const parsed = issueSchema.safeParse(issue)
        if (!parsed.success) return null
        const { id, changelog } = parsed.data
        return [id, isWhole(changelog) ? changelog.histories : await this.#wholeOf(id, options)]
      }),
    )
    return new Map(told.flatMap((entry) => (entry === null || entry[1] === null ? [] : [[entry[0], entry[1]]])))
  }

  async #wholeOf(id: string, options: CallOptions): Promise<readonly unknown[] | null> {
    const paged = this.#hasPages ? await orMissing(this.#paged(id, options)) : null
    if (paged !== null) return paged
    const whole = await orMissing(this.#expanded(id, options))
    if (whole !== null) this.#hasPages = false
    return whole
  }

  async #paged(id: string, options: CallOptions): Promise<readonly unknown[]> {
    const histories: unknown[] = []
    for (;;) {
      const { data } = await this.#client.request(
        {
          url: `${this.#client.api}/issue/${encodeURIComponent(id)}/changelog`,
          searchParams: { startAt: histories.length, maxResults: PAGE_SIZE },
          schema: pageSchema,
        },
        options,
      )
      histories.push(...data.values)
      // Never by the size of the page: Jira may serve fewer than it was asked for.
      if (data.values.length === 0 || histories.length >= (data.total ?? 0)) return histories
    }
  }

  async #expanded(id: string, options: CallOptions): Promise<readonly unknown[]> {
    const { data } = await this.#client.request(
      {
        url: `${this.#client.api}/issue/${encodeURIComponent(id)}`,
        searchParams: { fields: 'status', expand: 'changelog' },
        schema: z.object({ changelog: inlineSchema }),
      },
      options,
    )
    return data.changelog.histories
  }
}

function isWhole(changelog: Inline | null | undefined): changelog is Inline {
  const count = changelog?.histories.length ?? 0
  return changelog !== null && changelog !== undefined && (changelog.total ?? 0) <= count && !CUTS.has(count)
}

async function orMissing<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof UpstreamRefusedError && error.context.status === 404) return null
    throw error
  }
}
