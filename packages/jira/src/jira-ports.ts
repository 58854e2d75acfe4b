import type { SourceLog } from '@throughline/source'
import type { JiraClient } from './client.ts'
import type { Dialect } from './dialect.ts'

/** What the streams of one connection share. */
export interface JiraPorts {
  readonly client: JiraClient
  readonly dialect: Dialect
  /** Name or id of the estimate field; null looks for Story Points. */
  readonly estimateField: string | null
  readonly log: SourceLog
}
