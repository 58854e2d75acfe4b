import type { Kind } from '../kind.ts'

/** Teaching people something new; a topic is what they learn to handle: `returns process`. */
export const TRAINING: Kind = {
  story: [
    'Learning module on the {topic} for {learner}',
    'Practical exercise on the {topic} for {learner}',
    'Pocket card on the {topic} for {learner}',
    'Quiz on the {topic} for {learner} at {site}',
    'Short film on the {topic} for {learner} at {site}',
  ],
  bug: [
    'Module on the {topic} does not start for {learner} at {site}',
    'Certificate for the {topic} is missing for {learner} at {site}',
    'Quiz on the {topic} counts a right answer as wrong for {learner}',
  ],
  task: [
    'Train the trainers of {site} on the {topic}',
    'Course dates for the {topic} at {site}',
    'Review the material on the {topic} with {group}',
    'Record who has completed the {topic} at {site}',
    'Refresher on the {topic} for {learner} at {site}',
    'Bring the material on the {topic} up to date for {learner}',
  ],
  subtask: [
    'Script of the module on the {topic} for {learner}',
    'Screenshots for the module on the {topic} for {learner}',
    'Trial run of the {topic} with {learner}',
  ],
  pull: [],
  sentences: {
    opening: [
      'Those who work with the {topic} should have tried it before the first real case.',
      'Feedback from the last course: too much theory on the {topic}, too little practice.',
      'The {topic} changes, and the material still shows the old way.',
    ],
    middle: [
      'Twenty minutes is the limit, because nobody can leave for longer.',
      'A colleague from the trade has offered to be filmed.',
      'The practice system is reset every night.',
      'Nine of ten passed in the trial.',
    ],
    closing: [
      'Done when it is in the learning catalogue.',
      'Done when eight of ten pass at the first attempt.',
      'Attendance is recorded as usual.',
    ],
  },
}
