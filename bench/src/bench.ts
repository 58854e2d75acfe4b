/** One measured number, beside what the unavoidable part of the same work cost in the same run. */
export interface Figure {
  readonly figure: string
  readonly value: number
  readonly unit: string
  /** The floor's number in the same unit; null where there is none. */
  readonly floor: number | null
  /** How many times worse than the floor; null where there is none. */
  readonly ratio: number | null
}

/** A benchmark: measures and answers its figures. `note` is for progress, on standard error. */
export interface Bench {
  readonly name: string
  readonly about: string
  run(note: (text: string) => void): Promise<readonly Figure[]>
}
