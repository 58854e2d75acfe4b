import { InvalidArgumentError, Option } from 'commander'

/** The states that items can be asked for by. */
export const itemStates = ['todo', 'in_progress', 'done', 'dropped']

/** `--limit N`: how much of a list is wanted. */
export function limitOption(): Option {
  return new Option('--limit <count>', 'at most so many').default(50).argParser((text: string) => {
    const limit = Number(text)
    if (!Number.isInteger(limit) || limit < 1) throw new InvalidArgumentError('A whole number from 1 is needed.')
    return limit
  })
}

/** Gathers an option that may be given several times. */
export function gather(value: string, before: readonly string[] = []): string[] {
  return [...before, value]
}
