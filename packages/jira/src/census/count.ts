import { UpstreamRefusedError } from '@throughline/errors'
import type { CallOptions, Count } from '@throughline/source'
import type { JiraPorts } from '../jira-ports.ts'
import { projectJql } from '../project-jql.ts'
import { unknownProject } from '../site/browses.ts'

/**
 * How many issues a project has. Cloud calls its own answer an estimate, which may miss the latest changes.
 *
 * @throws UpstreamRefusedError `jira.unknown_project`; the errors of `JiraClient.request`.
 */
export async function countItems(
  scope: string,
  ports: Pick<JiraPorts, 'client' | 'dialect'>,
  signal: AbortSignal,
): Promise<Count> {
  const options: CallOptions = { signal, meter: { requests: 0 } }
  try {
    const count = await ports.dialect.count(projectJql(scope, ports.client), options)
    return { count, requests: options.meter.requests }
  } catch (error) {
    if (error instanceof UpstreamRefusedError && error.context.status === 400) throw unknownProject(ports.client, scope)
    throw error
  }
}
