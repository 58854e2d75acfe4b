import { it } from 'vitest'
import { expectHistories } from './histories-property.ts'

it(
  'random histories of Jira end in what Jira shows, nothing lost and nothing invented',
  () => expectHistories(['jira'], 0.4),
  900_000,
)
