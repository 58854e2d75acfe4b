import type { JiraClient } from './client.ts'
import { unknownProject } from './site/browses.ts'

/**
 * The condition that an issue is of a project. Quotes make words such as AND usable as keys; a key holds nothing that
 * could end them.
 *
 * @throws UpstreamRefusedError `jira.unknown_project` for what cannot be a key.
 */
export function projectJql(scope: string, client: JiraClient): string {
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(scope)) throw unknownProject(client, scope)
  return `project = "${scope}"`
}
