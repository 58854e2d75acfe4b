import type { Kind } from '../../words/kind.ts'

/** Work on who may do what; a topic is a means of it: `security key`. */
export const ACCESS: Kind = {
  story: [
    'Require the {topic} for {role}',
    'Require the {topic} in front of {system}',
    'Offer the {topic} to {role} at {site}',
    'Log every use of the {topic} in {system}',
    'Check the {topic} again when {role} change their job',
  ],
  bug: [
    '{Topic} locks {role} out {trouble}',
    '{Topic} is asked for twice in {system}',
    '{Topic} is skipped {trouble}',
    '{Topic} shows the wrong name {trouble}',
    '{Topic} fails at {site} {trouble}',
  ],
  task: [
    'Register {role} at {site} for the {topic}',
    'Agree exceptions from the {topic} with {group}',
    'Test the {topic} with {role}',
    'Describe the {topic} for {role}',
    'Connect {system} to the {topic}',
    'Plan the {topic} for {system} with {office}',
  ],
  subtask: [
    'Test accounts for the {topic} in {system}',
    'Notice to {role} about the {topic}',
    'Fallback for the {topic} at {site}',
  ],
  pull: [
    'Check the {topic} before every session in {system}',
    'Refuse the {topic} {trouble}',
    'Log when and where the {topic} is used in {system}',
    'Limit attempts of the {topic} {trouble}',
    'Test the {topic} {trouble}',
    'Rotate the keys behind the {topic} for {system}',
    'Show a clear message when the {topic} fails {trouble}',
  ],
}

/** Work on what administrators may do; a topic is a means of watching over it: `session recorder`. */
export const PRIVILEGE: Kind = {
  story: [
    'Open sessions in {system} with the {topic} only',
    'Log every use of the {topic} in {system}',
    'Tell {office} when the {topic} for {system} is not used',
  ],
  bug: [
    '{Topic} ends sessions in {system} too early {trouble}',
    '{Topic} is skipped in {system} {trouble}',
    '{Topic} keeps no record {trouble}',
  ],
  task: [
    'Move accounts of {system} to the {topic}',
    'Agree exceptions from the {topic} with {group}',
    'Test the {topic} with {office}',
    'Plan the {topic} for {system} with {office}',
    'Describe the {topic} for administrators of {system}',
  ],
  subtask: ['Test accounts for the {topic} in {system}', 'Way back without the {topic} for {system}'],
  pull: ACCESS.pull,
}

/** Work on copies of data; a topic is a kind of copy: `offline copy`. */
export const COPY: Kind = {
  story: ['Add {system} to the {topic}', 'Show {office} when the {topic} of {system} was last tested'],
  bug: ['{Topic} of {system} stops {trouble}', '{Topic} of {system} is a day old {trouble}'],
  task: [
    'Test the {topic} of {system} with {office}',
    'Separate the {topic} of {system} from the main sign-in',
    'Measure how long the {topic} of {system} takes',
    'Agree with {group} how long the {topic} of {system} is kept',
    'Describe the way back from the {topic} for {system}',
  ],
  subtask: ['Space for the {topic} of {system}', 'Account for the {topic} of {system}'],
  pull: [],
}

/** Work on noticing attacks; a topic is what may be one, in the plural: `sign-ins from abroad`. */
export const DETECTION: Kind = {
  story: [
    'Alert on {topic} in {system}',
    'Show {topic} in {system} on the duty screen',
    'Stop {topic} in {system} until somebody has looked',
    'Link the alert on {topic} in {system} to its playbook',
  ],
  bug: [
    'Alert on {topic} in {system} fires without reason {trouble}',
    'Alert on {topic} in {system} arrives an hour late',
    '{Topic} in {system} go unnoticed {trouble}',
  ],
  task: [
    'Collect the logs of {system} that show {topic}',
    'Tune the alert on {topic} in {system}',
    'Write the playbook for {topic} in {system}',
    'Agree with {office} who is called about {topic} in {system}',
    'Rehearse the playbook for {topic} with {role}',
  ],
  subtask: ['Test case for {topic} in {system}', 'Threshold for {topic} in {system}'],
  pull: [
    'Parse the log lines that show {topic} in {system}',
    'Add a rule for {topic} in {system}',
    'Test the rule for {topic} {trouble}',
    'Report {topic} in {system} once a day only',
    'Name the user in alerts on {topic} in {system}',
  ],
}

/** Work on weak spots of systems; a topic is a kind of them, in the plural: `default passwords`. */
export const HARDENING: Kind = {
  story: [
    'Report {topic} in {system} to the owner within a day',
    'Show {office} how many {topic} are left in {system}',
    'Refuse changes that bring {topic} back to {system}',
  ],
  bug: [
    'Scan reports {topic} in {system} that are gone',
    '{Topic} are back in {system} {trouble}',
    'Scan of {system} misses {topic} {trouble}',
  ],
  task: [
    'Remove {topic} from {system}',
    'Find {topic} in {system}',
    'Agree a deadline for {topic} in {system} with {office}',
    'Accept {topic} in {system} for a limited time with {group}',
    'Prove that {topic} are gone from {system}',
  ],
  subtask: ['Maintenance window to remove {topic} from {system}', 'Test of {system} without {topic}'],
  pull: [
    'Check for {topic} in the baseline of {system}',
    'Fail the build of {system} on {topic}',
    'Remove {topic} from the image of {system}',
    'List {topic} of {system} in the daily report',
    'Test the check for {topic} {trouble}',
  ],
}

/** Work on zones around systems; a topic is a barrier between them: `zone firewall`. */
export const BARRIER: Kind = {
  story: [
    'Put {system} behind the {topic}',
    'Let {role} reach {system} through the {topic} only',
    'Show {office} what passes the {topic} to {system}',
  ],
  bug: [
    '{Topic} cuts connections of {system} {trouble}',
    '{Topic} lets {system} through without a rule {trouble}',
    '{Topic} slows {system} down {trouble}',
  ],
  task: [
    'List what {system} needs of the {topic}',
    'Close unused rules for {system} in the {topic}',
    'Test {system} with the {topic} together with {office}',
    'Agree the change window of the {topic} for {system} with {group}',
    'Prepare the way back of the {topic} for {system}',
  ],
  subtask: ['Rules of the {topic} for {system}', 'Measurement of {system} with the {topic}'],
  pull: [
    'Describe the rules of the {topic} for {system} as code',
    'Deny everything else between the {topic} and {system}',
    'Test the {topic} for {system} {trouble}',
    'Log what the {topic} refuses to {system}',
    'Remove the old rule of {system} from the {topic}',
  ],
}

/** Work on data that must not leak; a topic is a kind of data, in the plural: `account statements`. */
export const DATA: Kind = {
  story: [
    'Warn {role} before they send {topic} outside the bank',
    'Encrypt {topic} in {system}',
    'Show {topic} in {system} only to those who need them',
  ],
  bug: [
    '{Topic} in {system} can be read without a reason {trouble}',
    'Export of {topic} from {system} fails {trouble}',
    '{Topic} in {system} have the wrong class {trouble}',
  ],
  task: [
    'Classify {topic} in {system}',
    'Delete {topic} in {system} after their retention time',
    'Limit who may export {topic} from {system}',
    'Mask {topic} in the test copy of {system}',
    'Agree the class of {topic} with {office}',
  ],
  subtask: ['Owner of {topic} in {system} named', 'Test of encrypted {topic} in {system}'],
  pull: [
    'Encrypt {topic} of {system} with the new key',
    'Mask {topic} in the logs of {system}',
    'Test the export of {topic} {trouble}',
    'Delete {topic} of {system} in batches',
    'Log exports of {topic} from {system}',
  ],
}
