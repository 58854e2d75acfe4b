import { UpstreamRefusedError } from '@throughline/errors'

/**
 * Asks for something that a repository only has while its issues are switched on; null where they are off (410).
 *
 * @throws whatever else `ask` throws.
 */
export async function unlessSwitchedOff<T>(ask: Promise<T>): Promise<T | null> {
  try {
    return await ask
  } catch (error) {
    if (error instanceof UpstreamRefusedError && error.code === 'github.gone') return null
    throw error
  }
}
