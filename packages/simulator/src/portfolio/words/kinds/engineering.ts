import type { Kind } from '../kind.ts'

/** Titles of work inside a code base that nobody outside will ever notice; `{hiccup}` is the one slot they need. */
export const ENGINEERING_TITLES: Kind = {
  story: [
    'Report the time of the {topic} in the nightly summary',
    'Let new developers run the {topic} with one command',
  ],
  bug: [
    '{Topic} fails at random {hiccup}',
    '{Topic} needs twice the memory {hiccup}',
    '{Topic} passes although nothing ran {hiccup}',
    '{Topic} prints a misleading error {hiccup}',
  ],
  task: [
    'Split the {topic} into smaller parts',
    'Document the {topic} for new developers',
    'Halve the time of the {topic} {hiccup}',
    'Update the dependencies of the {topic}',
    'Drop the workaround in the {topic} {hiccup}',
    'Make the {topic} reproducible {hiccup}',
  ],
  subtask: ['Clean up after the {topic}'],
  pull: [
    'Stabilise the {topic} {hiccup}',
    'Print less from the {topic} {hiccup}',
    'Speed up the {topic} {hiccup}',
    'Stop the {topic} early {hiccup}',
    'Pin the versions used by the {topic}',
    'Move the {topic} into a package of its own',
    'Delete dead code from the {topic}',
    'Fail loudly in the {topic} {hiccup}',
  ],
}

/** When builds and tests misbehave. */
export const HICCUPS = [
  'on the first run of the day',
  'when two builds run at once',
  'after the runner was updated',
  'on a slow disk',
  'when the cache is empty',
  'after a failed release',
  'when a test is retried',
  'on the release branch',
  'when the registry is slow',
  'in the nightly run',
]
