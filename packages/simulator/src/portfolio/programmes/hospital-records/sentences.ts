import type { Paragraph, Words } from '../../words/kind.ts'

const TASK: Paragraph = {
  opening: [
    'Needed before {site} can go on with the {topic}.',
    'This was promised to {group} in the last steering meeting.',
    'The work on the {topic} for {ward} depends on this.',
  ],
  middle: [
    'Two people of {office} know the history and should be asked first.',
    'The maintenance window ends at five in the morning.',
    'Costs are covered by the budget of the current year.',
    'Last time the arrangement with {office} took longer than the work itself.',
  ],
  closing: [
    'The result goes to {group} as a short note.',
    'Afterwards the inventory and the operating manual are up to date.',
    'Done when {ward} confirms that nothing is missing.',
  ],
}

/** What descriptions of the hospital group say. */
export const SENTENCES: Words['sentences'] = {
  task: TASK,
  epic: TASK,
  story: {
    opening: [
      'Staff of {ward} asked for this after the first weeks with the {topic}.',
      '{Group} wants the {topic} to be part of the standard process at all sites.',
      'Today the {topic} is kept on paper at {site} and typed in later.',
      'In the workshop with {role} the {topic} was named as the step that costs most time.',
    ],
    middle: [
      'About forty people a day depend on it during {occasion}.',
      'On {device} every extra click hurts, so at most two are acceptable.',
      'The present way through {legacy} ends when that system is switched off.',
      'The wording is agreed with {group}.',
      'It matters most at {occasion}, when nobody has time to look things up.',
    ],
    closing: [
      'It is done when {role} can work a whole shift without paper.',
      'We check it {there} for one week before the other wards follow.',
      'Accepted when the test script of {group} passes without remarks.',
      'Access stays limited to the treating team, as everywhere else in the record.',
    ],
  },
  bug: {
    opening: [
      '{Ward} reported this about the {topic} at the beginning of the late shift.',
      'Seen twice at {site} with the {topic}, each time {trouble}.',
      'A call to the help desk from {role} led to this fault in the {topic}.',
    ],
    middle: [
      'It can be repeated on the test system {trouble}.',
      'Closing and opening the case again helps until the next {occasion}.',
      'The log shows a time-out and nothing else.',
      'Other wards at {site} are not affected as far as we know.',
      'No data were lost, but people no longer trust what they see.',
    ],
    closing: [
      'Expected: the {topic} behaves the same on {device} as on a desk computer.',
      'Until it is solved {role} note the value by hand and enter it later.',
      'Please tell {ward} when a corrected version is installed.',
      'A regression test should cover the situation {trouble}.',
    ],
  },
  pull: {
    opening: [
      'The {topic} was handled in three places, each a little differently.',
      'Changes how the {topic} behaves {trouble}.',
      'First half of the work on the {topic}; the rest follows once this is in use at {site}.',
      'The {topic} is now handled in one place.',
    ],
    middle: [
      'No change to the database.',
      'The migration is additive and takes under a second on the copy of {site}.',
      'The new test fails without the change.',
      'Tried on the test system with data like those of {ward}.',
      'The setting is off by default and switched on for {ward} first.',
    ],
    closing: [
      'Reviewers, please look at the error path in particular.',
      'Screens before and after were shown to {role}.',
      'Release note: noticeable for {role} only at {occasion}.',
      'Nothing else should change.',
    ],
  },
}

/** What descriptions of work on the portal say. */
export const PORTAL_SENTENCES: Paragraph = {
  opening: [
    'In the interviews at {site} {visitor} asked for this first.',
    '{Visitor} call {office} about the {topic} several times a week.',
    'The {topic} is where most {visitor} give up today.',
  ],
  middle: [
    'Before {visit} there is little time to explain things by phone.',
    'Many open the {topic} on {gadget}.',
    'The text has to be understood without medical knowledge.',
    'The data protection officer wants every access to be recorded.',
  ],
  closing: [
    'Done when five out of six testers succeed without help.',
    'Accepted when the accessibility check finds nothing on {gadget}.',
    'Until then {office} answers by phone and letter.',
  ],
}

/** What descriptions of work inside the software say. */
export const TECHNICAL_SENTENCES: Paragraph = {
  opening: [
    'The {topic} has grown since the first site and shows it.',
    'Found while looking into the {topic} for {site}.',
    'The {topic} came up in the last two retrospectives.',
  ],
  middle: [
    'The behaviour can be seen in the test environment as well.',
    'A first try took half a day and looks promising.',
    'Logs of the last week are attached to the run.',
    'It does not touch patient data.',
  ],
  closing: [
    'Done when a test would notice the old behaviour.',
    'Please keep the public interface of the {topic} as it is.',
    'The runbook needs a line about this afterwards.',
  ],
}
