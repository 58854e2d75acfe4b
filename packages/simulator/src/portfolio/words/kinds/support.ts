import type { Kind } from '../kind.ts'

/** Being there when something goes live; a topic is the event: `launch of the loyalty card`. */
export const SUPPORT: Kind = {
  story: [],
  bug: [],
  task: [
    'Floor support at {site} for the {topic}',
    'Checklist for the {topic} at {site}',
    'Go or no-go meeting on the {topic} with {group}',
    'Way back if the {topic} fails at {site}',
    'Duty roster at {site} for the {topic}',
    'Review of the {topic} with {role}',
    'Daily call with {site} during the {topic}',
    'Brief the help desk on the {topic} for {role}',
  ],
  subtask: [],
  pull: [],
  sentences: {
    opening: [
      'The {topic} needs people on site who can help at once.',
      'Lesson from the last time: the {topic} has to be prepared two weeks ahead.',
      'The steering group asked how the {topic} is supported.',
    ],
    middle: [
      'Names and phone numbers are on the shared page.',
      'Two shifts are enough.',
      'Overtime is agreed.',
      'The hotline takes what the people on site cannot solve.',
    ],
    closing: [
      'Done when the plan is signed off by the people it names.',
      'Open points go to the daily call.',
      'Closed a week after the date if nothing is left over.',
    ],
  },
}
