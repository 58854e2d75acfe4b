/** What made a link, strongest first: an explicit key, an epic above, a pull request's reference, a field. */
export type LinkRule = 'key' | 'epic' | 'reference' | 'field'

/** That a deliverable names an item, and by what. */
export interface LinkReason {
  /** Id of the deliverable, or `{objective}.direct` for an objective's own links. */
  readonly deliverable: string
  readonly rule: LinkRule
  /** The rule in words a manager understands, such as `below epic EHR-12 “Core rollout”`. */
  readonly detail: string
}

/** One item's place in one plan. */
export interface Link extends LinkReason {
  readonly itemId: number
  /** Deliverables that named the item too and lost, strongest first, each by its strongest rule. */
  readonly conflicts: readonly LinkReason[]
}
