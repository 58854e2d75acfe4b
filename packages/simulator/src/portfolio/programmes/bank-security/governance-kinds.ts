import type { Kind } from '../../words/kind.ts'

/** Work on those who work for the bank from outside; a topic is one of them: `card processor`. */
export const SUPPLIER: Kind = {
  story: [],
  bug: [],
  task: [
    'Send the security questionnaire to the {topic} with {office}',
    'Rate the answers of the {topic} with {office}',
    'Add exit terms to the contract of the {topic} with {group}',
    'Agree with the {topic} how fast incidents in {system} are reported',
    'Enter what the {topic} does for {system} in the register',
    'Plan how {system} goes on without the {topic}',
    'Follow up findings at the {topic} with {office}',
    'Check the certificates of the {topic} for {system}',
  ],
  subtask: ['Reminder to the {topic} agreed with {office}', 'Summary on the {topic} for {group}'],
  pull: [],
  sentences: {
    opening: [
      'The {topic} is on the list of critical third parties.',
      'The contract with the {topic} is from before the new rules.',
      'The supervisory authority asked about the {topic}.',
    ],
    middle: [
      'Procurement knows the contact.',
      'Answers usually take three weeks.',
      'A similar contract can serve as a model.',
      'Subcontractors count as well.',
    ],
    closing: [
      'Done when the entry in the register is complete.',
      'Done when the rating is signed by the owner of the contract.',
      'The result goes into the yearly report on outsourcing.',
    ],
  },
}

/** Work on policies and proofs for the auditors; a topic is a document: `backup policy`. */
export const POLICY: Kind = {
  story: [],
  bug: [],
  task: [
    'Draft the {topic} with {office}',
    'Have the {topic} approved by {group}',
    'Collect proof for the {topic} from {office}',
    'Interview {role} on the {topic}',
    'Close the finding on the {topic} in {office}',
    'Publish the {topic} for {role}',
    'Compare the {topic} with how {office} really works',
    'Rehearse the audit of the {topic} with {office}',
  ],
  subtask: ['Comments of {group} on the {topic}', 'Proof from {office} for the {topic}'],
  pull: [],
  sentences: {
    opening: [
      'The auditors will ask for the {topic}.',
      'The last internal audit had a finding on the {topic}.',
      'The {topic} is due for its yearly review.',
    ],
    middle: [
      'Two pages are better than twenty.',
      'The owner is named in the register.',
      'The previous version is three years old.',
      'Legal has no objections.',
    ],
    closing: [
      'Done when it is approved and filed.',
      'Done when the finding is closed by internal audit.',
      'The next review is entered in the calendar.',
    ],
  },
}

/** Work on being ready for an attack; a topic is one: `ransomware`. */
export const RESPONSE: Kind = {
  story: [],
  bug: [],
  task: [
    'Playbook for {topic} at {site}',
    'Exercise on {topic} with {role}',
    'Agree with {group} who decides in case of {topic}',
    'Contacts for {topic} outside office hours in {office}',
    'Notice to customers after {topic}, agreed with {group}',
    'Duty roster for {topic} with {office}',
    'Time from alert to decision on {topic} measured with {role}',
    'Cut {system} off within ten minutes in case of {topic}',
  ],
  subtask: ['Material for the exercise on {topic} with {role}', 'Lessons from the exercise on {topic} for {group}'],
  pull: [],
  sentences: {
    opening: [
      'Last year {topic} would have found us without a plan.',
      'The crisis team wants to be sure of the first hour after {topic}.',
      'Other banks have had to deal with {topic} this year.',
    ],
    middle: [
      'Phone numbers have to be on paper, too.',
      'Nights and weekends are the hard part.',
      'The provider on call is under contract.',
    ],
    closing: [
      'Done when it has been tried once without help.',
      'Done when the crisis team has signed it.',
      'Lessons become issues of their own.',
    ],
  },
}
