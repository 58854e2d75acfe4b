import type { Programme } from './programme.ts'

/** What a hub pulls of a programme: the keys of its Jira projects, and its repositories as `owner/name`. */
export function scopesOf({ projects, repositories }: Programme): {
  readonly jira: readonly string[]
  readonly github: readonly string[]
} {
  return { jira: projects.map(({ key }) => key), github: repositories.map(({ repo }) => repo) }
}
