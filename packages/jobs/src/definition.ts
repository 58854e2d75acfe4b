import type { z } from 'zod'

/** The contract of a job: what it is called, what it carries, and how BullMQ treats it. One file each. */
export interface JobDefinition<Payload extends z.ZodType = z.ZodType> {
  /** `area.verb`; also the name of its queue. */
  readonly name: string
  /** Raised when the meaning of the payload changes; jobs of an older version are refused, not guessed. */
  readonly version: number
  /** Ids only. Parsed when enqueued and when consumed. */
  readonly payload: Payload
  /** How often it is tried before it counts as failed. Delays grow from `backoffMs`, doubled each time, with jitter. */
  readonly attempts: number
  readonly backoffMs: number
  /** A run longer than this is aborted, in ms. */
  readonly timeoutMs: number
  /** Runs side by side in one worker process. */
  readonly concurrency: number
  /**
   * What makes two jobs the same cause. While one waits, another is not added; while one runs, one more is kept for
   * afterwards, so nothing that happened during the run is missed.
   */
  readonly sameAs: (payload: z.infer<Payload>) => string
}

/** Keeps the literal name and the payload's type of a definition. */
export function defineJob<const Name extends string, Payload extends z.ZodType>(
  definition: JobDefinition<Payload> & { readonly name: Name },
): JobDefinition<Payload> & { readonly name: Name } {
  return definition
}
