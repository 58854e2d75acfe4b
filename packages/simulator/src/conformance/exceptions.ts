/** A vendor whose description is checked against. */
export type Vendor = 'jira' | 'github'

/** A place where a description is plainly wrong or silent, and what holds instead. */
export type SpecException =
  | {
      /** Statuses that a description leaves out; their bodies are held to the vendor's error schema. */
      readonly kind: 'status'
      readonly vendor: Vendor
      readonly status: number
      readonly reason: string
    }
  | {
      /** A finding that is none: the schema's keyword at places in the body that match. */
      readonly kind: 'finding'
      readonly vendor: Vendor
      readonly at: RegExp
      readonly keyword: string
      readonly reason: string
    }
  | {
      /** An operation that is described but gone. */
      readonly kind: 'removed'
      readonly vendor: Vendor
      readonly path: string
      readonly reason: string
    }

/** Every exception there is. */
export const SPEC_EXCEPTIONS: readonly SpecException[] = [
  {
    kind: 'removed',
    vendor: 'jira',
    path: '/rest/api/3/search',
    reason: 'Removed in 2025 (CHANGE-2046) and answered with 410, but still described.',
  },
  {
    kind: 'removed',
    vendor: 'jira',
    path: '/rest/api/2/search',
    reason: 'Removed in 2025 (CHANGE-2046), answered with 410.',
  },
  { kind: 'status', vendor: 'jira', status: 410, reason: 'The answer of the removed search is described nowhere.' },
  { kind: 'status', vendor: 'jira', status: 429, reason: 'Limits are described in the guide, not per operation.' },
  { kind: 'status', vendor: 'jira', status: 404, reason: 'A path that does not exist has no description.' },
  { kind: 'status', vendor: 'jira', status: 401, reason: 'Left out for operations that anonymous users may call.' },
  {
    kind: 'finding',
    vendor: 'jira',
    at: /\/items\/\d+\/(?:from|fromString|to|toString)$/,
    keyword: 'type',
    reason: 'A field that was or becomes empty is null in a changelog; the description says string.',
  },
  {
    kind: 'finding',
    vendor: 'jira',
    at: /^\/issueChangeLogs\/\d+\/changeHistories\/\d+\/created$/,
    keyword: 'type',
    reason: 'Epoch milliseconds in bulk, as its example shows and clients report; the schema says date-time.',
  },
  {
    kind: 'status',
    vendor: 'github',
    status: 304,
    reason: 'Every GET answers conditional requests; not every operation says so.',
  },
  { kind: 'status', vendor: 'github', status: 401, reason: 'Described for /user only, answered everywhere.' },
  {
    kind: 'status',
    vendor: 'github',
    status: 403,
    reason: 'Limits and permissions are described in guides, not per operation.',
  },
  { kind: 'status', vendor: 'github', status: 429, reason: 'The other status of an exceeded limit.' },
  { kind: 'status', vendor: 'github', status: 404, reason: 'The list of pull requests leaves it out.' },
  { kind: 'status', vendor: 'github', status: 301, reason: 'Answered for everything under a renamed repository.' },
  { kind: 'status', vendor: 'github', status: 422, reason: 'Answered for a page beyond the end of pagination.' },
  {
    kind: 'finding',
    vendor: 'github',
    at: /^(?:\/\d+)?\/labels\/\d+\/description$/,
    keyword: 'type',
    reason: 'A label without a description has null, as the label schema itself says; that of pull requests does not.',
  },
  {
    kind: 'finding',
    vendor: 'github',
    at: /\/(?:target_url|environment_url|log_url)$/,
    keyword: 'format',
    reason: 'A deployment status without an address has an empty text, the default that its schema names itself.',
  },
]
