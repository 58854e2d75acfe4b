import { UpstreamRefusedError } from '@throughline/errors'

/**
 * Asks for something that can be done without; null where GitHub refuses it for good.
 *
 * @throws whatever else `ask` throws.
 */
export async function unlessRefused<T>(ask: Promise<T>): Promise<T | null> {
  try {
    return await ask
  } catch (error) {
    if (error instanceof UpstreamRefusedError) return null
    throw error
  }
}
