/** A page with the time it was asked for: what was observed later stands against it. */
export interface Observed<T> {
  readonly page: T
  readonly observedAt: number
}

/** Fetches the next page while the caller stores the present one. */
export async function* oneAhead<T>(pages: AsyncIterable<T>, clock: () => number): AsyncGenerator<Observed<T>> {
  const iterator = pages[Symbol.asyncIterator]()
  const ask = () => ({ observedAt: clock(), answer: iterator.next() })
  let coming = ask()
  try {
    while (true) {
      const { observedAt } = coming
      const page = await coming.answer
      if (page.done === true) return
      coming = ask()
      // Its failure is thrown when it is awaited; until then it must not count as unhandled.
      coming.answer.catch(() => undefined)
      yield { page: page.value, observedAt }
    }
  } finally {
    await coming.answer.catch(() => undefined)
    await iterator.return?.()
  }
}
