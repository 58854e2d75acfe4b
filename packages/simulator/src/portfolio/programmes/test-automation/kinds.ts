import type { Kind } from '../../words/kind.ts'

/** Writing automated tests; a topic is what they test: `price service`, `group booking`. */
export const SUITE: Kind = {
  story: [
    'Cover {situation} in the tests of the {topic}',
    'Run the tests of the {topic} on every change',
    'Show the tests of the {topic} with {situation} in the report',
    'Test the {topic} without {partner}',
  ],
  bug: [
    'Tests of the {topic} pass without checking {situation}',
    'Tests of the {topic} leave data behind {hiccup}',
    'Tests of the {topic} miss {situation}',
    'Tests of the {topic} stop without a reason {hiccup}',
  ],
  task: [
    'Replace manual cases of the {topic} with {situation}',
    'Review the tests of the {topic} with {role}',
    'List what the {topic} does with {situation}',
    'Agree with {role} how the {topic} reports {detail}',
    'Measure how much of the {topic} is covered before {occasion}',
  ],
  subtask: [
    'Test data of the {topic} with {situation}',
    'Expected results of the {topic} with {situation}',
    'Clean-up after tests of the {topic} with {situation}',
  ],
  pull: [
    'Test the {topic} with {situation}',
    'Check {detail} of the {topic} in every test',
    'Build data of the {topic} with {situation} in code',
    'Wait for the {topic} instead of sleeping {hiccup}',
    'Stub {partner} in the tests of the {topic}',
    'Name the failing step in the tests of the {topic} {hiccup}',
    'Run the tests of the {topic} side by side {hiccup}',
  ],
}

/** Load tests; a topic is what is put under load: `search`. */
export const LOAD: Kind = {
  story: [
    'Load test of the {topic} with {situation} before every release',
    'Show how long the {topic} takes {peak}',
    'Warn when the {topic} gets slower with {situation}',
  ],
  bug: ['Load test of the {topic} stops {hiccup}', 'Load test of the {topic} measures the wrong step with {situation}'],
  task: [
    'Model the load of the {topic} {peak}',
    'Find the limit of the {topic} with {situation}',
    'Agree with {group} how fast the {topic} has to be',
    'Compare the speed of the {topic} before and after {occasion}',
  ],
  subtask: ['Profile of the {topic} with {situation}', 'Data for the load of the {topic} {peak}'],
  pull: [
    'Add {situation} to the load test of the {topic}',
    'Report percentiles of the {topic} {peak}',
    'Warm the {topic} up first {hiccup}',
    'Keep the results of the {topic} with {detail}',
  ],
}

/** Tests that fail now and then; a topic is what they test: `group booking`. */
export const FLAKY: Kind = {
  story: [
    'Report when a test of the {topic} passes only {hiccup}',
    'Repeat tests of the {topic} a hundred times every night',
  ],
  bug: [
    'Test of the {topic} fails {hiccup}',
    'Test of the {topic} with {situation} fails one time in twenty',
    'Test of the {topic} depends on another test {hiccup}',
  ],
  task: [
    'Find out why the test of the {topic} fails {hiccup}',
    'Set the test of the {topic} with {situation} aside until it is repaired',
    'Remove fixed pauses from the tests of the {topic} with {situation}',
  ],
  subtask: ['Recording of the failed test of the {topic} {hiccup}'],
  pull: [
    'Give the test of the {topic} data of its own {hiccup}',
    'Freeze the clock in the test of the {topic} with {situation}',
    'Wait for the answer in the test of the {topic} {hiccup}',
    'Close the browser after the test of the {topic} {hiccup}',
  ],
}

/** Manual test cases that go; a topic is what they test: `group booking`. */
export const MANUAL: Kind = {
  story: [],
  bug: ['Manual case of the {topic} with {situation} is out of date'],
  task: [
    'Retire the manual cases of the {topic} with {situation}',
    'Keep the {topic} with {situation} as an exploratory session',
    'Compare manual and automated results of the {topic} with {situation}',
    'Ask {role} whether anybody misses the manual case of the {topic}',
    'Move open questions on the {topic} with {situation} to the team board',
  ],
  subtask: ['Proof that the {topic} with {situation} is covered'],
  pull: [],
}

/** How the team wants to test; a topic is an agreement: `definition of done`. */
export const STRATEGY: Kind = {
  story: [],
  bug: [],
  task: [
    'Draft the {topic} with {role}',
    'Agree the {topic} with {group}',
    'Try the {topic} until {occasion}',
    'Present the {topic} to {role}',
    'Review the {topic} after {occasion}',
    'Put the {topic} on one page for {group}',
  ],
  subtask: ['Comments of {role} on the {topic}', 'Example for the {topic} from {role}'],
  pull: [],
}
