import type { Words } from '../../words/kind.ts'
import { HICCUPS } from '../../words/kinds/engineering.ts'
import { STRAINS } from '../../words/kinds/service.ts'
import { PULL_REQUEST } from '../../words/kinds/technical.ts'

const STAFF = [
  'branch staff',
  'client advisers',
  'payment clerks',
  'traders',
  'loan officers',
  'system administrators',
  'contractors',
  'remote workers',
]

/** The vocabulary of a bank's security programme. */
export const WORDS: Words = {
  slots: {
    hiccup: HICCUPS,
    strain: STRAINS,
    site: [
      'the Zurich head office',
      'the Basel branch',
      'the Bern branch',
      'the Lucerne branch',
      'the St. Gallen branch',
      'the Lugano branch',
      'the operations centre',
      'the call centre',
    ],
    role: STAFF,
    learner: STAFF,
    office: [
      'payments',
      'treasury',
      'compliance',
      'human resources',
      'procurement',
      'branch management',
      'credit risk',
      'IT operations',
    ],
    group: [
      'the executive board',
      'internal audit',
      'the risk committee',
      'the data protection officer',
      'the staff association',
      'the legal department',
      'the architecture board',
      'the crisis team',
    ],
    partner: ['the network carrier', 'the card processor', 'the software vendor', 'the security provider'],
    system: [
      'core banking',
      'the payment engine',
      'online banking',
      'the card system',
      'the trading platform',
      'the data warehouse',
      'the mail system',
      'the document archive',
      'the branch tills',
      'the loan system',
    ],
    occasion: [
      'the next audit',
      'the end of the quarter',
      'the year-end freeze',
      'the next payment test',
      'the yearly review',
    ],
    legacy: ['the old sign-in server', 'the previous gateway', 'the nightly script', 'the manual checklist'],
    detail: [
      'the owner',
      'the risk class',
      'the version',
      'the time of the last change',
      'the reason for a refusal',
      'the branch number',
    ],
    trouble: [
      'after a password change',
      'on shared computers',
      'for accounts without an owner',
      'during a night shift',
      'after the network of a branch was down',
      'for contractors with two contracts',
      'after a reorganisation',
      'around midnight',
      'on the day the clocks change',
      'over the remote access',
    ],
  },
  sentences: {
    story: {
      opening: [
        'A measure of the security programme for this year.',
        'The last penetration test got further than it should have at this point.',
        'The risk committee asked for this.',
      ],
      middle: [
        'Nobody should need more than ten extra seconds a day.',
        'Branches without a spare computer come last.',
        'Exceptions end after ninety days by themselves.',
        'The pilot with forty people went well.',
      ],
      closing: [
        'Done when all accounts concerned are covered and the report says so.',
        'Accepted when the security test finds no way round it.',
        'The figure becomes part of the monthly report.',
      ],
    },
    bug: {
      opening: [
        'Reported by the help desk, four calls within a day.',
        'Noticed by the duty team on Tuesday night.',
        'Found in the weekly review of exceptions.',
      ],
      middle: [
        'Nothing points to misuse.',
        'It can be repeated in the test environment.',
        'A manual check covers the gap for now.',
        'The vendor has confirmed it.',
      ],
      closing: [
        'Please state the time from when until when it was open.',
        'A test should notice if it comes back.',
        'The incident record is linked.',
      ],
    },
    task: {
      opening: [
        'Next step on the plan of this measure.',
        'Asked for in the last meeting of the risk committee.',
        'Condition for the approval of the next stage.',
      ],
      middle: [
        'The owner of the system has agreed to the date.',
        'Changes are frozen in the last week of the quarter.',
        'Two people must look at it.',
        'The list from the survey is the basis.',
      ],
      closing: [
        'The proof is filed with the control.',
        'Done when the owner has signed.',
        'Departures go to the list of exceptions with a date.',
      ],
    },
    epic: {
      opening: [
        'Part of the security programme that the executive board approved for this year.',
        'Answers to a finding of the supervisory authority.',
      ],
      middle: ['Scope and budget are in the programme charter.', 'The sponsor decides on additions.'],
      closing: [
        'It is done when internal audit has confirmed that it works.',
        'The risk committee hears about it every month.',
      ],
    },
    pull: PULL_REQUEST,
  },
}
