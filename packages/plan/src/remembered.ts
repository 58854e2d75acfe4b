/**
 * A function of immutable data that remembers its answers for as long as the data is held. The same data gives the same
 * answer, so nobody can tell but by the clock; the data must not be changed afterwards.
 */
export function remembered<Data extends object, Answer>(make: (data: Data) => Answer): (data: Data) => Answer {
  const answers = new WeakMap<Data, { readonly answer: Answer }>()
  return (data) => {
    const known = answers.get(data)
    if (known !== undefined) return known.answer
    const answer = make(data)
    answers.set(data, { answer })
    return answer
  }
}
