import type { StatusCategory } from '@throughline/plan'
import { type CallOptions, cleanText } from '@throughline/source'
import type { JiraClient } from '../client.ts'
import { statusListSchema } from '../schema.ts'

/** Whoever asks has seen one: an empty list is a fault to be asked again, or histories would be read without categories. */
const someStatusesSchema = statusListSchema.refine((statuses) => statuses.length > 0, 'there are no statuses')

/** The domain's word for a category by the key that Jira gives it, the same on every site and in every language. */
export const CATEGORIES = {
  undefined: 'todo',
  new: 'todo',
  indeterminate: 'in_progress',
  done: 'done',
} as const satisfies Readonly<Record<string, StatusCategory>>

/** Tells the category of a status that a history names; null when the site has no such status any more. */
export type CategoryOf = (id: string | null, name: string) => StatusCategory | null

/**
 * The categories of a site's statuses, asked for once and only when a history needs them: a history names statuses
 * without their category.
 */
export class StatusCategories {
  readonly #client: JiraClient
  #known: Promise<CategoryOf> | null = null

  constructor(client: JiraClient) {
    this.#client = client
  }

  /** Looks the categories up, or gives what an earlier call looked up; one that failed is forgotten. */
  lookUp(options: CallOptions): Promise<CategoryOf> {
    this.#known ??= fetchCategories(this.#client, options).catch((error: unknown) => {
      this.#known = null
      throw error
    })
    return this.#known
  }
}

async function fetchCategories(client: JiraClient, options: CallOptions): Promise<CategoryOf> {
  const { data } = await client.request({ url: `${client.api}/status`, schema: someStatusesSchema }, options)
  const byId = new Map<string, StatusCategory>()
  const byName = new Map<string, StatusCategory>()
  for (const { id, name, statusCategory } of data) {
    const category = CATEGORIES[statusCategory.key]
    byId.set(id, category)
    // Team-managed projects each have a status of their own under the same name; the first speaks for all.
    const known = cleanText(name).toLowerCase()
    if (!byName.has(known)) byName.set(known, category)
  }
  return (id, name) => (id === null ? null : byId.get(id)) ?? byName.get(name.toLowerCase()) ?? null
}
