import { InvalidArgumentError, Option } from 'commander'

/** The states that items can be asked for by. */
export const itemStates = ['todo', 'in_progress', 'done', 'dropped']

/** `--limit N`: how much of a list is wanted. */
export function limitOption(): Option {
  return new Option('--limit <count>', 'at most so many').default(50).argParser(wholeNumberFrom(1))
}

/** Reads a whole number that is not below the least one. */
export function wholeNumberFrom(least: number): (text: string) => number {
  return (text) => {
    const number = text.trim() === '' ? Number.NaN : Number(text)
    if (!Number.isInteger(number) || number < least) {
      throw new InvalidArgumentError(`A whole number from ${least} is needed.`)
    }
    return number
  }
}

/** Gathers an option that may be given several times. */
export function gather(value: string, before: readonly string[] = []): string[] {
  return [...before, value]
}
