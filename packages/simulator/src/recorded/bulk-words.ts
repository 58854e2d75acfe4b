import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** A seeded source of choices; the same seed makes the same choices. */
export interface Dice {
  /** A whole number, both ends included. */
  between(low: number, high: number): number
  pick<T>(values: readonly [T, ...T[]]): T
  /** Whether something of this probability, in percent, happens. */
  percent(chance: number): boolean
  /** Sentences of about so many characters. */
  text(length: number): string
}

const WORDS: readonly [string, ...string[]] = [
  'interface',
  'record',
  'patient',
  'ward',
  'transfer',
  'message',
  'retry',
  'timeout',
  'field',
  'mapping',
  'archive',
  'export',
  'medication',
  'order',
  'result',
  'laboratory',
  'form',
  'consent',
  'login',
  'session',
  'queue',
  'report',
  'label',
  'printer',
  'barcode',
  'scanner',
  'schedule',
  'appointment',
  'letter',
  'template',
  'index',
  'backup',
  'the',
  'when',
  'after',
  'before',
  'without',
  'shows',
  'loses',
  'keeps',
  'opens',
  'closes',
  'is',
  'missing',
  'slow',
  'wrong',
]

/** Makes dice of a seed. */
export function makeDice(seed: number): Dice {
  const random = xoroshiro128plus(seed)
  const between = (low: number, high: number) => uniformInt(random, low, high)
  const pick = <T>(values: readonly [T, ...T[]]): T => values[between(0, values.length - 1)] ?? values[0]
  return {
    between,
    pick,
    percent: (chance) => between(1, 100) <= chance,
    text(length) {
      let text = pick(WORDS)
      while (text.length < length) text += ` ${pick(WORDS)}${between(1, 12) === 1 ? '.' : ''}`
      return text.charAt(0).toUpperCase() + text.slice(1)
    },
  }
}
