/** Work that stops after each of its steps, so that whoever runs it can let others go first; returns its result. */
export type InSteps<Result> = Generator<undefined, Result, undefined>

/** Runs work without a stop. */
export function atOnce<Result>(work: InSteps<Result>): Result {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
  }
}
