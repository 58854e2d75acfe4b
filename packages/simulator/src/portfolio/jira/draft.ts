import type { Life } from '../draw/life.ts'
import type { Person } from '../people/people.ts'
import type { Workstream } from '../programme/workstream.ts'
import type { TypeName } from './site.ts'

/** An issue before it has a key: what it is, when it came and what became of it. */
export interface IssueDraft {
  /** Key of the project. */
  readonly project: string
  /** Keys of epics and named tasks stand in the plan and are fixed; null takes the next one in order of creation. */
  readonly fixedKey: string | null
  readonly type: TypeName
  readonly title: string
  /** What the title is about, for the pull requests that name the issue. */
  readonly topic: string
  readonly body: string
  readonly life: Life
  /** The epic above it, or the issue that a sub-task belongs to. */
  readonly parent: IssueDraft | null
  /** The stream it belongs to; null for epics and named tasks. */
  readonly stream: Workstream | null
  readonly components: readonly string[]
  readonly labels: readonly string[]
  readonly reporter: Person
  /** Who works on it once it is started. */
  readonly worker: Person
  readonly points: number | null
  readonly priority: string
  /** When somebody last commented, in epoch milliseconds; null when nobody did after the last move. */
  readonly commented: number | null
}
