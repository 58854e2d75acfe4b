import { githubSource } from '@throughline/github'
import { jiraSource } from '@throughline/jira'
import type { ToolKind } from '@throughline/plan'
import type { SourceFactory } from '@throughline/source'

/** The tools that can be connected. A new one is a package beside jira and github, and a line here. */
export const sources: Readonly<Record<ToolKind, SourceFactory>> = {
  jira: jiraSource,
  github: githubSource,
}
