/** What made a link, strongest first: an explicit key, an epic above, a pull request's reference, a field. */
export type LinkRule = 'key' | 'epic' | 'reference' | 'field'

/** One item's place in one plan. */
export interface Link {
  readonly itemId: number
  /** Id of the deliverable, or `{objective}.direct` for an objective's own links. */
  readonly deliverable: string
  readonly rule: LinkRule
  /** The rule in words a manager understands, such as `below epic EHR-12 "Core rollout"`. */
  readonly detail: string
  /** Deliverables that named the item too and lost, with the rule by which they did. */
  readonly conflicts: readonly { readonly deliverable: string; readonly rule: LinkRule }[]
}
