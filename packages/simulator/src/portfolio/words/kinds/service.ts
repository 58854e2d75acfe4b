import type { Kind } from '../kind.ts'
import { TECHNICAL } from './technical.ts'

/** Work on a part of the software that does something for other parts; a topic is such a part: `price service`. */
export const SERVICE: Kind = {
  story: [
    'Return {detail} from the {topic}',
    'Keep {detail} in the {topic}',
    'Let the {topic} answer while the database restarts',
    'Answer from the {topic} within 200 milliseconds {strain}',
    'Run the {topic} beside {legacy} and compare {detail}',
    'Replace {legacy} behind the {topic}',
    'Measure how the {topic} answers {strain}',
  ],
  bug: [
    '{Topic} times out {strain}',
    '{Topic} answers with old data {strain}',
    '{Topic} loses {detail} {strain}',
    '{Topic} writes the same entry twice {strain}',
    '{Topic} returns an empty answer {strain}',
    '{Topic} ignores {detail} {strain}',
  ],
  task: [
    'Load test of the {topic} before {occasion}',
    'Plan the capacity of the {topic} for {occasion}',
    'Describe the {topic} to {group}',
    'Remove what {legacy} left in the {topic}',
    'Set alerts for the {topic} before {occasion}',
    'Correct {detail} in the {topic} for old entries',
  ],
  subtask: [
    'Test data for the {topic} with {detail}',
    'Settings of the {topic} for {occasion}',
    'Monitoring of {detail} in the {topic}',
  ],
  pull: [
    'Retry in the {topic} with growing pauses {strain}',
    'Bound the memory of the {topic} {strain}',
    'Add {detail} to the answer of the {topic}',
    'Log why the {topic} refuses a request {strain}',
    'Do not run the {topic} twice {strain}',
    'Test the {topic} {strain}',
    'Read {detail} in the {topic} with one query',
    'Index {detail} for the {topic}',
  ],
  sentences: TECHNICAL,
}

/** When servers get into difficulties: the slot `strain`. */
export const STRAINS = [
  'on Monday mornings',
  'after a restart',
  'when two requests arrive at once',
  'around midnight',
  'on the day the clocks change',
  'when the database is slow',
  'when a system behind it is down',
  'after a failed deployment',
  'for very long lists',
  'while the cache is cold',
]
