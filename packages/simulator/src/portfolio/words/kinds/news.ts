import type { Kind } from '../kind.ts'

/** Telling people what changes for them; a topic is the change: `new sign-in`. */
export const NEWS: Kind = {
  story: [],
  bug: [],
  task: [
    'Tell {role} at {site} about the {topic}',
    'Questions and answers on the {topic} for {role}',
    'Article on the {topic} for {office}',
    'Agree the message on the {topic} with {group}',
    'Information meeting on the {topic} at {site}',
    'Poster on the {topic} for {site}',
    'Collect questions of {role} on the {topic}',
    'Survey among {role} after the {topic}',
  ],
  subtask: [],
  pull: [],
  sentences: {
    opening: [
      'People should hear about the {topic} from us first.',
      'Last time the news came too late, and the help desk had to explain it.',
      'The works council wants to see the text before it goes out.',
    ],
    middle: [
      'One page is enough.',
      'Date and contact stand in the first lines.',
      'It says what changes, from when, and what stays as it is.',
    ],
    closing: [
      'Done when it is out and the team leads have passed it on.',
      'Questions that come back are added to the list of answers.',
    ],
  },
}
