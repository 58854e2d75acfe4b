import { z } from 'zod'
import { defineJob } from '../../definition.ts'

/**
 * Brings parents, references and the states that follow from them up to date for the items that changed, then ends the
 * scopes whose walks were complete when it began.
 */
export const relate = defineJob({
  name: 'relate',
  version: 1,
  payload: z.object({}),
  attempts: 8,
  backoffMs: 500,
  timeoutMs: 10 * 60_000,
  concurrency: 1,
  sameAs: () => 'all',
})
