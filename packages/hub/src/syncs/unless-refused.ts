import { UpstreamRefusedError } from '@throughline/errors'
import type { ScopeRun } from './scope-run.ts'

/** What a tool says when it has no such endpoint, or lets nobody use it; what it says about a scope is none of these. */
const refusals = /\.(not_found|endpoint_removed|gone|refused_request)$/

/**
 * What `ask` answers, or null when the tool has nothing to answer it with. The items of the scope are stored by then: a
 * sync succeeds without the proof, or the repair, and its coverage says so.
 */
export async function unlessRefused<T>({ hub, of }: ScopeRun, ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof UpstreamRefusedError) || !refusals.test(error.code)) throw error
    hub.log.warn({ ...of, err: error }, 'The tool refused to say how complete a scope is; its sync goes on without')
    return null
  }
}
