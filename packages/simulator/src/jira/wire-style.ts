/** In which words records go over the wire: those of one version of the API of one of Jira's two products. */
export interface WireStyle {
  /** Version 3 writes rich text as documents, version 2 as text. */
  readonly version: 2 | 3
  /** Whether it is Data Center: people have names, epics are named in a field of their own, sprints are text. */
  readonly isServer: boolean
  /** Base address of the site. */
  readonly origin: string
  /** Base address of the API, e.g. `http://127.0.0.1:41234/rest/api/3`. */
  readonly base: string
  /** Zone that instants are written in. */
  readonly zone: string
}
