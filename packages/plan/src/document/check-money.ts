import type { Finding, Outline } from './outline.ts'

/** Money without a currency: a number that nobody could read. */
export function checkMoney({ firstMoney, hasCurrency }: Outline): Finding[] {
  if (firstMoney === null || hasCurrency) return []
  const detail = 'an amount of money needs the `currency` of the plan; add it at the top, such as `currency: EUR`'
  return [{ path: firstMoney, detail }]
}
