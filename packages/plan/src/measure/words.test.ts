import { expect, it } from 'vitest'
import { DAY_MS, daysAgo } from './words.ts'

it('a move of the last 24 hours is less than a day ago, whichever day it fell on', () => {
  expect([0, DAY_MS - 1, DAY_MS, 23.9 * DAY_MS].map((age) => daysAgo(0, age))).toEqual([
    'less than a day ago',
    'less than a day ago',
    '1 day ago',
    '23 days ago',
  ])
})
