import type { Kind } from '../../words/kind.ts'
import { TECHNICAL } from '../../words/kinds/technical.ts'

/** Work on what customers see and do in the app; a topic is a part of a screen: `delivery address`. */
export const FEATURE: Kind = {
  story: [
    'Show the {topic} to {shopper} on {gadget}',
    'Let {shopper} change the {topic} from {screen}',
    'Remember the {topic} for {shopper}',
    'Offer the {topic} to {shopper} in {country}',
    'Show {detail} beside the {topic}',
    'Open the {topic} with one tap from {screen}',
    'Tell {shopper} why the {topic} is not available',
    'Count how many {shopper} leave the app at the {topic}',
  ],
  bug: [
    '{Topic} stays empty {trouble}',
    '{Topic} jumps back to {screen} {trouble}',
    '{Topic} is cut off on {gadget}',
    '{Topic} crashes the app {trouble}',
    '{Topic} does not react on {gadget} {trouble}',
    '{Topic} appears twice {trouble}',
    '{Topic} is shown in the wrong language in {country}',
  ],
  task: [
    'Agree the wording of the {topic} with {group}',
    'Test the {topic} with {shopper}',
    'Compare two versions of the {topic} with {shopper}',
    'Translate the {topic} for {country}',
    'Check the {topic} on {gadget}',
  ],
  subtask: [
    'Design of the {topic} for {gadget}',
    'Texts of the {topic} for {country}',
    'Tracking of the {topic} from {screen}',
    'Acceptance test of the {topic} with {shopper}',
  ],
  pull: [
    'Load the {topic} together with {screen}',
    'Show a clear message when the {topic} fails {trouble}',
    'Do not load the {topic} twice {trouble}',
    'Lay out the {topic} on {gadget}',
    'Test the {topic} {trouble}',
    'Draw the {topic} in one pass on {gadget}',
    'Cache the {topic} {trouble}',
    'Open the {topic} from {screen} without flicker',
  ],
}

/** Work that lets everybody use the app; a topic is a screen: `basket`. */
export const ACCESSIBILITY: Kind = {
  story: [
    'Read the {topic} aloud in the order in which it is seen on {gadget}',
    'Let {shopper} use the {topic} without gestures',
    'Show the {topic} in large text on {gadget}',
    'Describe all pictures in the {topic} for {country}',
  ],
  bug: [
    '{Topic} is not announced by the screen reader {trouble}',
    '{Topic} overlaps in large text on {gadget}',
    'Focus gets lost in the {topic} {trouble}',
    'Buttons in the {topic} are too small on {gadget}',
  ],
  task: [
    'Test the {topic} with blind customers on {gadget}',
    'Review the {topic} against the accessibility guideline on {gadget}',
    'Measure the contrast of the {topic} on {gadget}',
  ],
  subtask: ['Labels of the {topic} for {country}', 'Contrast of the {topic} on {gadget}'],
  pull: [
    'Label every button in the {topic} for {country}',
    'Keep focus in the {topic} {trouble}',
    'Let the {topic} grow with the text size on {gadget}',
    'Test the {topic} with the screen reader on {gadget}',
  ],
  sentences: {
    opening: [
      'Found in the review by an agency for people with disabilities.',
      'The law asks for this from next year on.',
      'Two customers wrote to us about the {topic}.',
    ],
    middle: [
      'One in eight customers uses larger text.',
      'Colours stay within the brand.',
      'Nothing changes for others.',
    ],
    closing: [
      'Done when the {topic} passes the checklist on both platforms.',
      'Done when a tester who cannot see finishes a purchase.',
    ],
  },
}

/** Work on speed and stability; a topic is a screen: `basket`. */
export const SPEED: Kind = {
  story: [
    'Open the {topic} within a second on {gadget}',
    'Show the {topic} on {gadget} while pictures are still loading',
    'Keep the {topic} usable {trouble}',
  ],
  bug: [
    '{Topic} crashes on {gadget} {trouble}',
    '{Topic} freezes for seconds {trouble}',
    '{Topic} drains the battery on {gadget}',
    '{Topic} takes five seconds on {gadget}',
  ],
  task: ['Measure how long the {topic} takes on {gadget}', 'Find what slows the {topic} down {trouble}'],
  subtask: ['Measurement of the {topic} on {gadget}'],
  pull: [
    'Load pictures of the {topic} later on {gadget}',
    'Free memory when the {topic} is left {trouble}',
    'Draw the {topic} once instead of three times on {gadget}',
    'Measure the {topic} in every build on {gadget}',
  ],
  sentences: TECHNICAL,
}
