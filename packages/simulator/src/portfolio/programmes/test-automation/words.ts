import type { Words } from '../../words/kind.ts'
import { HICCUPS } from '../../words/kinds/engineering.ts'
import { STRAINS } from '../../words/kinds/service.ts'
import { PULL_REQUEST } from '../../words/kinds/technical.ts'

/** The vocabulary of a software team that makes a booking platform. */
export const WORDS: Words = {
  slots: {
    hiccup: HICCUPS,
    strain: STRAINS,
    site: ['the Lisbon office', 'the Porto office', 'the Braga office', 'the Madrid office', 'the Berlin office'],
    role: [
      'the developers',
      'the testers',
      'the product owner',
      'the designers',
      'the support team',
      'the operations team',
      'the new colleagues',
    ],
    learner: [
      'developers',
      'testers',
      'new colleagues',
      'working students',
      'front-end developers',
      'back-end developers',
    ],
    office: ['customer support', 'product management', 'operations', 'design', 'sales'],
    group: [
      'the product team',
      'the engineering leads',
      'the operations team',
      'the privacy officer',
      'the release board',
      'customer support',
    ],
    partner: [
      'the payment provider',
      'the mail service',
      'the map service',
      'the calendar provider',
      'the text message service',
    ],
    situation: [
      'two currencies',
      'an expired session',
      'a cancelled booking',
      'a partial refund',
      'a full calendar',
      'a change of time zone',
      'a group of thirty',
      'a missing address',
      'a double click',
      'a customer without an account',
    ],
    occasion: [
      'the next release',
      'the summer season',
      'the end of the sprint',
      'the move to the new framework',
      'the next audit',
    ],
    peak: ['on a summer Monday', 'at the start of the holidays', 'during the invoice run', 'on the day of a campaign'],
    legacy: [
      'the shared test account',
      'the spreadsheet of test cases',
      'the nightly database copy',
      'the old test runner',
    ],
    detail: [
      'the booking number',
      'the time stamp',
      'the error code',
      'the price',
      'the language',
      'the version',
      'the number of guests',
    ],
  },
  sentences: {
    story: {
      opening: [
        'Planned in the workshop on the {topic}.',
        'Two faults of the last release would have been caught by this.',
        'Asked for by customer support after the last release.',
      ],
      middle: [
        'One tester and one developer work on it together.',
        'It should add less than a minute to the pipeline.',
        'Start with the case that happens most often.',
        'Readable names matter more than few lines.',
      ],
      closing: [
        'Done when it has run on every change for a week.',
        'Done when a fault put in on purpose is found.',
        'The manual case is retired with it.',
      ],
    },
    bug: {
      opening: [
        'Seen three times in the last week.',
        'Reported by customer support.',
        'Somebody merged a fault because of this.',
      ],
      middle: [
        'It can be repeated on any machine.',
        'The recording of the run is attached.',
        'Nobody has touched this part for months.',
        'Only the staging environment is affected.',
      ],
      closing: [
        'Please say in the fix why it was not noticed earlier.',
        'Repair it or remove it, but do not leave it red.',
        'The report should name it from now on.',
      ],
    },
    task: {
      opening: ['Agreed in the retrospective.', 'On the list for this quarter.', 'The next step depends on it.'],
      middle: [
        'Half a day is enough.',
        'The support team knows the cases that hurt.',
        'Whoever takes it writes a short note for the others.',
        'Last year’s attempt is in the archive.',
      ],
      closing: [
        'Done when the team has looked at it together.',
        'The result goes on the team page.',
        'Close it without a meeting if nobody objects.',
      ],
    },
    epic: {
      opening: [
        'One of the goals that the team set itself for this year.',
        'Releases take a week today because of this.',
      ],
      middle: ['The measure of success is on the team page.', 'The team decides on the order of its issues.'],
      closing: [
        'It is done when the figures have held for two releases.',
        'We look at it in every second sprint review.',
      ],
    },
    pull: PULL_REQUEST,
  },
}
