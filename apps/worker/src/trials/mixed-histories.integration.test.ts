import { it } from 'vitest'
import { expectHistories } from './histories-property.ts'

it(
  'random histories of both tools end in what they show, nothing lost and nothing invented',
  () => expectHistories(['jira', 'github'], 0.2),
  900_000,
)
