import type { Paragraph } from '../kind.ts'

/** What descriptions of work inside the software say. */
export const TECHNICAL: Paragraph = {
  opening: [
    'The {topic} came up in the last two retrospectives.',
    'Found while looking into the {topic} for another reason.',
    'The {topic} has grown over the year and shows it.',
  ],
  middle: [
    'The behaviour can be seen in the test environment as well.',
    'A first try took half a day and looks promising.',
    'Logs of the last week are attached.',
    'It does not change anything for users.',
  ],
  closing: [
    'Done when a test would notice the old behaviour.',
    'Please keep the public interface of the {topic} as it is.',
    'The runbook needs a line about this afterwards.',
  ],
}

/** What pull requests say, whatever they are about. */
export const PULL_REQUEST: Paragraph = {
  opening: [
    'Brings three copies of the code for the {topic} together.',
    'First half of the work on the {topic}; the rest follows in a second pull request.',
    'All code on the {topic} is now in one place.',
    'Makes it easier to test the {topic}.',
  ],
  middle: [
    'No change to any interface.',
    'The new test fails without the change.',
    'Switched off by default.',
    'Tried on the test system with realistic data.',
  ],
  closing: [
    'Reviewers, please look at the error path in particular.',
    'Nothing else should change.',
    'The release notes have a line about it.',
  ],
}
