import { UpstreamRefusedError } from '@throughline/errors'
import { type CallOptions, cleanText, type Vocabulary } from '@throughline/source'
import { z } from 'zod'
import type { JiraPorts } from '../jira-ports.ts'
import { namedListSchema } from '../schema.ts'

const typeListSchema = z.array(z.object({ name: z.string(), statuses: namedListSchema }))

/**
 * The names a project uses now for what can be renamed without touching an issue. A list that Jira refuses is left out:
 * the census counts issues, and proves as much without it.
 */
export async function fetchVocabularies(
  scope: string,
  ports: Pick<JiraPorts, 'client' | 'log'>,
  options: CallOptions,
): Promise<readonly Vocabulary[]> {
  const { client, log } = ports
  const list = async <T>(what: string, schema: z.ZodType<readonly T[]>): Promise<readonly T[] | null> => {
    const url = `${client.api}/project/${encodeURIComponent(scope)}/${what}`
    try {
      return (await client.request({ url, schema }, options)).data
    } catch (error) {
      if (!(error instanceof UpstreamRefusedError)) throw error
      log.info({ scope, what, code: error.code }, 'jira does not list these names of the project')
      return null
    }
  }
  const [components, versions, types] = await Promise.all([
    list('components', namedListSchema),
    list('versions', namedListSchema),
    list('statuses', typeListSchema),
  ])
  return [
    ...vocabulary('components', components),
    ...vocabulary('milestones', versions),
    ...vocabulary('type', types),
    ...vocabulary('status', types?.flatMap(({ statuses }) => statuses) ?? null),
  ]
}

function vocabulary(field: Vocabulary['field'], named: readonly { readonly name: string }[] | null): Vocabulary[] {
  return named === null ? [] : [{ field, names: [...new Set(named.map(({ name }) => cleanText(name)))] }]
}
