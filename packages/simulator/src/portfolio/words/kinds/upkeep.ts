import type { Kind } from '../kind.ts'
import { ENGINEERING_TITLES } from './engineering.ts'
import { TECHNICAL } from './technical.ts'

/** Upkeep of a code base; a topic is a part of it that only developers know: `build pipeline`. */
export const UPKEEP: Kind = {
  ...ENGINEERING_TITLES,
  story: [
    ...ENGINEERING_TITLES.story,
    'Repeat the {topic} by itself {hiccup}',
    'Show how long the {topic} takes {hiccup}',
    'Warn the team when the {topic} is slow {hiccup}',
  ],
  sentences: TECHNICAL,
}
