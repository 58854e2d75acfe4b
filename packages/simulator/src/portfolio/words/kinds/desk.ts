import type { Kind } from '../kind.ts'

/** Requests and incidents that a service desk takes; a topic is a device or an access: `label printer`. */
export const DESK: Kind = {
  story: ['Order the {topic} without a paper form in {office}', 'Self-service for the {topic} at {site}'],
  bug: [
    '{Topic} does not work for {role} at {site}',
    '{Topic}: second call from {office}',
    'Several calls about the {topic} from {site}',
    '{Topic}: error message for {role} at {site}',
  ],
  task: [
    '{Topic} for {office}',
    '{Topic} for {role} at {site}',
    '{Topic} no longer needed by {role} at {site}',
    '{Topic}: approval missing for {office}',
    '{Topic}: settings lost at {site}',
    '{Topic}: help for {role} at {site}',
  ],
  subtask: [],
  pull: [],
  sentences: {
    opening: [
      'Came in by phone this morning.',
      'Came in through the service portal, approved by the line manager.',
      'The second call of this kind this month.',
    ],
    middle: [
      'A colleague nearby can help out until then.',
      'Needed by Friday.',
      'The user is in the office from Monday to Thursday.',
      'A similar case last week took half an hour.',
    ],
    closing: ['Please call before you come.', 'Close it once the user has confirmed.', 'The department pays.'],
  },
}
