import type { Kind } from '../../words/kind.ts'
import { ENGINEERING_TITLES } from '../../words/kinds/engineering.ts'
import { PORTAL_SENTENCES, TECHNICAL_SENTENCES } from './sentences.ts'

/** Work on something people see and fill in: charts, forms, views. */
export const RECORD: Kind = {
  story: [
    'Show the {topic} to {role} during {occasion}',
    'Let {role} correct the {topic} on {device}',
    'Print the {topic} for {occasion} {there}',
    'Warn {role} when the {topic} is incomplete at {occasion}',
    'Carry the {topic} over when a patient moves to {ward}',
    'Add {detail} to the {topic} for {ward}',
    'Sign the {topic} with the staff card on {device}',
    'Keep the {topic} readable for {role} after {occasion}',
    'Compare the {topic} with the one from {occasion}',
    'Filter the {topic} by {detail} {there}',
    'Open the {topic} from the bed plan of {ward}',
    'Offer a short form of the {topic} to {role}',
  ],
  bug: [
    '{Topic} stays empty {trouble}',
    '{Topic} shows entries twice {trouble}',
    '{Topic} opens only after half a minute on {device}',
    '{Topic} loses unsaved entries {trouble}',
    'Wrong patient name above the {topic} {trouble}',
    'Umlauts in the {topic} are broken on {device}',
    '{Topic} cannot be signed by {role} {trouble}',
    'Times in the {topic} are an hour off {there}',
    'Printout of the {topic} cuts off {detail}',
  ],
  task: [
    'Agree the {topic} with {group} before {site} starts',
    'Bring {topic} templates over from {legacy} for {ward}',
    'Review who may open the {topic} with {group}',
    'Write the operating manual page on the {topic} for {site}',
    'Measure how long the {topic} takes on {device} at {site}',
    'Rehearse the {topic} with {role} from {ward}',
    'Decide with {group} how long the {topic} is kept',
  ],
  subtask: [
    'Acceptance test of the {topic} with {role}',
    'Test data for the {topic} {there}',
    'Wording of the {topic} checked by {group}',
    'Access rules of the {topic} for {role}',
    'Layout of the {topic} on {device}',
    'Audit trail of the {topic} at {occasion}',
  ],
  pull: [
    'Validate the {topic} before it is saved on {device}',
    'Store {detail} with the {topic}',
    'Load the {topic} in one query for {ward}',
    'Test the {topic} at {occasion}',
    'Keep focus in the {topic} on {device}',
    'Show a clear message when the {topic} fails {trouble}',
    'Do not save the {topic} twice {trouble}',
    'Record who changed the {topic} at {occasion}',
  ],
}

/** Work on messages between systems. */
export const MESSAGE: Kind = {
  story: [
    'Send the {topic} to {partner} within a minute',
    'Accept the {topic} from {site}',
    'Fill {detail} from the {topic}',
    'Show {role} when the {topic} was delivered',
    'Hold the {topic} back until the patient is identified at {site}',
    'Repeat the {topic} on demand for {partner}',
    'Route the {topic} of {ward} to {partner}',
    'Translate the {topic} for {legacy} at {site}',
  ],
  bug: [
    '{Topic} is rejected {trouble}',
    '{Topic} arrives out of order {trouble}',
    '{Topic} from {ward} carries the wrong site code',
    '{Topic} is acknowledged to {partner} but never stored',
    'Queue of the {topic} stops {trouble}',
    '{Topic} drops {detail} for {ward}',
  ],
  task: [
    'Agree test cases for the {topic} with {partner}',
    'Move the {topic} off {legacy} at {site}',
    'Monitor the {topic} of {site}',
    'Describe the {topic} in the interface catalogue for {partner}',
    'Load test of the {topic} with a day’s traffic of {site}',
    'Obtain sample messages of the {topic} from {partner}',
  ],
  subtask: [
    'Mapping table of the {topic} for {partner}',
    'Error handling of the {topic} {trouble}',
    'Test messages of the {topic} from {ward}',
    'Sign-off of the {topic} by {partner}',
    'Alert rule of the {topic} for {site}',
  ],
  pull: [
    'Parse {detail} from the {topic}',
    'Retry the {topic} with growing pauses towards {partner}',
    'Reject the {topic} with a reason {trouble}',
    'Replay the {topic} from the journal of {site}',
    'Count deliveries of the {topic} to {partner}',
    'Map site codes in the {topic} of {ward}',
    'Keep the order of the {topic} {trouble}',
  ],
}

/** Work on what stands in cabinets, on desks and in server rooms. */
export const EQUIPMENT: Kind = {
  story: [
    'Provide the {topic} {there} at {site}',
    'Let {role} use the {topic} on {device}',
    'Offer the {topic} to {office} without a second password',
    'Keep the {topic} available {there} during maintenance',
  ],
  bug: [
    '{Topic} drops out {trouble} at {site}',
    '{Topic} is slow for {role} {there}',
    '{Topic} rejects {device} of {ward}',
    '{Topic} raises false alarms {trouble} at {site}',
  ],
  task: [
    'Replace the {topic} at {site} for {ward}',
    'Survey the {topic} of {site} before the move of {office}',
    'Order the {topic} for {ward} at {site}',
    'Switch the {topic} of {ward} over at night',
    'Document the {topic} of {office} at {site}',
    'Test the failover of the {topic} {there}',
    'Retire the {topic} that {legacy} used at {site}',
    'Harden the {topic} of {office} as the audit asked',
  ],
  subtask: [
    'Change window for the {topic} {there}',
    'Rollback plan of the {topic} at {site}',
    'Notice to {role} about the {topic}',
    'Inventory entry of the {topic} for {office}',
  ],
  pull: ['Configure the {topic} for {site}', 'Check the {topic} from {ward} every minute'],
}

/** Requests and incidents of daily operation. */
export const REQUEST: Kind = {
  story: ['Quicker {topic} for {office} at {site}', 'Self-service for the {topic} at {site} for {role}'],
  bug: [
    '{Topic} fails for {role} {trouble}',
    '{Topic} in {office} does not react {trouble}',
    'Several calls about the {topic} from {ward}',
    '{Topic} at {site} reports an unknown error {trouble}',
  ],
  task: [
    '{Topic} for {office} at {site}',
    '{Topic} for new {role} {there}',
    '{Topic} moved from {ward} to {office}',
    'Monthly check of the {topic} in {office} at {site}',
    '{Topic}: vendor visit to {ward} at {site}',
    '{Topic} after the refurbishment of {ward}',
  ],
  subtask: ['Call back about the {topic} in {office}', 'Spare part for the {topic} {there}'],
  pull: ['Script the {topic} for {office}'],
}

/** Work on courses and help. */
export const COURSE: Kind = {
  story: [
    'Learning path on the {topic} for {role}',
    'Practice case on the {topic} for {ward}',
    'Short film on the {topic} for {role} at {site}',
    'Quiz on the {topic} before {role} get access',
    'Pocket card on the {topic} for {ward}',
  ],
  bug: [
    'Course on the {topic} does not start on {device}',
    'Certificate of the {topic} is missing for {role} at {site}',
    'Practice patient in the {topic} is locked {trouble}',
  ],
  task: [
    'Train the floor walkers of {site} on the {topic}',
    'Book rooms for the {topic} at {site} with {group}',
    'Review the {topic} with {role} from {ward}',
    'Translate the {topic} for {role} at {site}',
    'Collect questions of {ward} on the {topic}',
  ],
  subtask: [
    'Script of the {topic} for {role}',
    'Screenshots of the {topic} on {device}',
    'Feedback of {ward} on the {topic}',
  ],
  pull: ['Link help pages from the {topic}', 'Seed practice patients for the {topic} {there}'],
}

/** Work on what patients and referring practices see. */
export const PORTAL: Kind = {
  story: [
    'Offer the {topic} to {visitor} of {site}',
    'Explain the {topic} in plain language to {visitor}',
    'Let {visitor} finish the {topic} on {gadget}',
    'Remind {visitor} of an unfinished {topic} before {visit}',
    'Tell {office} when {visitor} use the {topic}',
    'Link the {topic} from the invitation to {visit}',
    'Let {visitor} of {site} come back to the {topic} later',
  ],
  bug: [
    '{Topic} shows a blank page on {gadget} {trouble}',
    '{Topic} logs {visitor} out {trouble}',
    '{Topic} cannot be read by {visitor} on {gadget}',
    '{Topic} sends two messages {trouble}',
    '{Topic} mixes German and English on {gadget}',
  ],
  task: [
    'Try the {topic} with {visitor} at {site}',
    'Agree the wording of the {topic} for {visitor} with {group}',
    'Check the {topic} for accessibility on {gadget}',
    'Write the leaflet on the {topic} for {visitor} of {site}',
  ],
  subtask: [
    'Wording of the {topic} for {visitor}',
    'Layout of the {topic} on {gadget}',
    'Test accounts for the {topic} at {site}',
    'Help text of the {topic} for {visitor}',
  ],
  pull: [
    'Keep the {topic} usable on {gadget} {trouble}',
    'Test the {topic} as {visitor} use it on {gadget}',
    'Load the {topic} in one request on {gadget}',
    'Show {visitor} a clear message when the {topic} fails',
    'Limit attempts in the {topic} {trouble}',
    'Record when {visitor} leave the {topic}',
  ],
  sentences: PORTAL_SENTENCES,
}

/** Work on a part of the software that does something for other parts. */
export const SERVICE: Kind = {
  story: [
    'Let the {topic} answer within a second for {site}',
    'Add {detail} to the {topic}',
    'Keep the {topic} working while the database restarts at {site}',
    'Switch the {topic} on for {site} alone',
    'Let {role} try the {topic} with practice patients',
    'Report from the {topic} to monitoring {trouble}',
    'Fall back to {legacy} when the {topic} is down at {site}',
  ],
  bug: [
    '{Topic} times out {trouble}',
    '{Topic} answers with a stale value {trouble}',
    '{Topic} loses {detail} {trouble}',
    '{Topic} writes two audit entries {trouble}',
    '{Topic} ignores the settings of {site}',
    '{Topic} returns an empty answer {trouble}',
  ],
  task: [
    'Load test of the {topic} with a day of {site}',
    'Alerts for the {topic} at {site}',
    'Describe the {topic} to {group}',
    'Clean up data of {site} for the {topic}',
    'Plan the capacity of the {topic} for {site}',
    'Remove what {legacy} left in the {topic}',
  ],
  subtask: ['Test data for the {topic} of {site}', 'Settings of the {topic} for {site}'],
  pull: [
    'Retry in the {topic} with growing pauses {trouble}',
    'Bound the memory of the {topic} {trouble}',
    'Return {detail} from the {topic}',
    'Test the {topic} at {occasion}',
    'Log why the {topic} refuses a request {trouble}',
    'Do not run the {topic} twice {trouble}',
    'Read the settings of the {topic} for {site} once',
  ],
  sentences: TECHNICAL_SENTENCES,
}

/** Work inside a code base that no ward will ever notice. */
export const ENGINEERING: Kind = { ...ENGINEERING_TITLES, sentences: TECHNICAL_SENTENCES }
