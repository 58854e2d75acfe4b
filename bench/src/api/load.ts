import { startChild } from '../child.ts'

/** An API that is asked, and how. */
export interface Target {
  readonly origin: string
  readonly token: string
}

/** Asks for a path at a fixed rate from a process of its own; answers the times that each took, in milliseconds. */
export async function load(
  { origin, token }: Target,
  path: string,
  ratePerSecond: number,
  seconds: number,
): Promise<readonly number[]> {
  const child = startChild('./api/load-process.ts', [origin, path, token, String(ratePerSecond), String(seconds)])
  try {
    return JSON.parse(await child.line()) as number[]
  } finally {
    await child.stop()
  }
}

/** The time within which so many of a hundred answers came. */
export function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.ceil((share / 100) * sorted.length) - 1)] ?? Number.NaN
}
