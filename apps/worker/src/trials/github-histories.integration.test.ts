import { it } from 'vitest'
import { expectHistories } from './histories-property.ts'

it(
  'random histories of GitHub end in what GitHub shows, nothing lost and nothing invented',
  () => expectHistories(['github'], 0.4),
  900_000,
)
