import type { GithubIssueEventRecord } from '../records.ts'

/** An event that has its number. */
export interface NumberedEvent extends GithubIssueEventRecord {
  readonly id: number
}

/** One page of events and how many there are in all. */
export interface EventPage {
  readonly events: readonly NumberedEvent[]
  readonly total: number
}

const FIRST_SECOND = Date.UTC(2010, 0, 1) / 1000
const IDS_PER_SECOND = 1_000_000
const IDS_PER_REPOSITORY = 1000

/** What happened to the issues and pull requests of a repository, under ids that grow. */
export class EventLog {
  readonly #repositoryId: number
  /** Ascending by id. */
  readonly #events: NumberedEvent[] = []
  readonly #byNumber = new Map<number, NumberedEvent[]>()

  /** @param past what happened before, in any order. Ids that it gives are kept wherever they grow with time. */
  constructor(repositoryId: number, past: readonly GithubIssueEventRecord[]) {
    this.#repositoryId = repositoryId
    const given = past.flatMap(({ id }) => id ?? [])
    const lowest = given.reduce((low, id) => Math.min(low, id), Number.POSITIVE_INFINITY)
    const ordered = past
      .map((event) => ({ event, at: Date.parse(event.created_at) }))
      .sort((one, other) => one.at - other.at || (one.event.id ?? 0) - (other.event.id ?? 0))
    let last = given.length === 0 ? 0 : Math.max(0, lowest - past.length)
    for (const { event } of ordered) {
      const wanted = event.id ?? (given.length === 0 ? this.#idAt(event.created_at) : 0)
      last = Math.max(wanted, last + 1)
      this.#keep({ ...event, id: last })
    }
  }

  /** Takes down what has just happened. */
  add(event: Omit<GithubIssueEventRecord, 'id'>): void {
    this.#keep({ ...event, id: Math.max(this.#idAt(event.created_at), (this.#events.at(-1)?.id ?? 0) + 1) })
  }

  /** Takes over the past of an issue that was transferred here, under the ids it had. */
  adopt(number: number, past: readonly NumberedEvent[]): void {
    for (const event of past) this.#keep({ ...event, number })
    this.#events.sort((one, other) => one.id - other.id)
  }

  /** One page of all events, newest first; pages count from 1. */
  newest(page: number, perPage: number): EventPage {
    const end = Math.max(0, this.#events.length - (page - 1) * perPage)
    return { events: this.#events.slice(Math.max(0, end - perPage), end).reverse(), total: this.#events.length }
  }

  /** The events of one issue or pull request, oldest first. */
  of(number: number): readonly NumberedEvent[] {
    return this.#byNumber.get(number) ?? []
  }

  /** Drops the events of an issue that has gone, and gives them back. */
  forget(number: number): readonly NumberedEvent[] {
    const gone = this.of(number)
    if (gone.length > 0) {
      this.#byNumber.delete(number)
      const left = this.#events.filter((event) => event.number !== number)
      this.#events.splice(0, this.#events.length, ...left)
    }
    return gone
  }

  #keep(event: NumberedEvent): void {
    this.#events.push(event)
    const own = this.#byNumber.get(event.number)
    if (own === undefined) this.#byNumber.set(event.number, [event])
    else own.push(event)
  }

  /** The first id of a second in this repository: made of the time, so that ids grow across repositories too. */
  #idAt(instant: string): number {
    const second = Math.max(0, Math.floor(Date.parse(instant) / 1000) - FIRST_SECOND)
    return second * IDS_PER_SECOND + (this.#repositoryId % IDS_PER_REPOSITORY) * IDS_PER_REPOSITORY
  }
}
