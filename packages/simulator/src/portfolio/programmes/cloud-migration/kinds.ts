import type { Kind } from '../../words/kind.ts'
import { TECHNICAL } from '../../words/kinds/technical.ts'

/** Moving a system to the cloud; a topic is the system: `supplier portal`. */
export const MOVE: Kind = {
  story: [
    'Let {role} at {site} reach the {topic} in the cloud',
    'Sign in to the {topic} with the new account at {site}',
    'Print from the {topic} at {site} after the move',
    'Keep the {topic} readable for {role} during the switch',
    'Show {role} when the {topic} is moved and what changes',
  ],
  bug: [
    '{Topic} is slower than before for {role} at {site}',
    '{Topic} loses its connection {strain}',
    '{Topic} shows figures of the day before {strain}',
    '{Topic} sends its mail from the old address to {office}',
    'Interface of the {topic} to {system} stops {strain}',
    '{Topic} asks {role} at {site} to sign in twice',
  ],
  task: [
    'List what depends on the {topic} at {site}',
    'Rehearse the move of the {topic} with {role}',
    'Switch the {topic} over for {site}',
    'Agree the cut-over weekend of the {topic} with {office}',
    'Compare {detail} in the {topic} before and after the move',
    'Check the licence of the {topic} for {site}',
    'Reconnect the {topic} to {system}',
    'Size the servers of the {topic} for {occasion}',
  ],
  subtask: [
    'Firewall rules of the {topic} for {site}',
    'Test plan of the {topic} with {role}',
    'Way back for the {topic} at {site}',
    'Test of the {topic} with {system}',
    'Notice on the {topic} for {office}',
  ],
  pull: [
    'Describe the servers of the {topic} for {environment}',
    'Resume the copy of the {topic} {strain}',
    'Compare {detail} of the {topic} after the copy',
    'Check the {topic} {strain}',
    'Roll the {topic} back with one command in {environment}',
    'Mask personal data of the {topic} in {environment}',
    'Open the ports of the {topic} to {system} only',
    'Log every step of the {topic} in {environment}',
  ],
}

/** Work on the platform that all systems move to; a topic is a part of it: `log archive`. */
export const PLATFORM: Kind = {
  story: [
    'Let {team} use the {topic} without a ticket',
    'Extend the {topic} to {environment}',
    'Show {office} the state of the {topic}',
    'Apply the {topic} to every new account in {environment}',
    'Connect the {topic} to {system}',
  ],
  bug: [
    '{Topic} refuses a valid change in {environment}',
    '{Topic} differs from its code in {environment}',
    '{Topic} blocks {team} {strain}',
    '{Topic} sends the same alert twice {strain}',
  ],
  task: [
    'Document the {topic} for {team}',
    'Review the {topic} with {group}',
    'Test the failover of the {topic} in {environment}',
    'Set limits for the {topic} in {environment}',
    'Write the runbook of the {topic} for {occasion}',
    'Review the cost of the {topic} with {office}',
    'Tag everything in the {topic} with the cost centre',
  ],
  subtask: [
    'Permissions of the {topic} in {environment}',
    'Test of the {topic} {strain}',
    'Cost estimate of the {topic} for {office}',
  ],
  pull: [
    'Describe the {topic} as code for {environment}',
    'Deny public access to the {topic} in {environment}',
    'Encrypt the {topic} with a key of our own in {environment}',
    'Test the {topic} in {environment}',
    'Tag the {topic} with owner and cost centre in {environment}',
    'Alert on changes of the {topic} in {environment}',
    'Remove unused rules from the {topic} in {environment}',
    'Split the state of the {topic} from {environment}',
  ],
  sentences: TECHNICAL,
}

/** Taking leave of old equipment; a topic is a piece of it: `tape library`. */
export const RETIREMENT: Kind = {
  story: [],
  bug: ['{Topic} still serves {system}', '{Topic} still gets calls from {site}'],
  task: [
    'Confirm with {office} that nobody uses the {topic} any more',
    'Find who still reaches the {topic} from {site}',
    'Wipe the disks of the {topic} before {occasion}',
    'Cancel the maintenance of the {topic} with {partner}',
    'Keep the last backup of the {topic} for {office}',
    'Move what {office} still keeps on the {topic}',
    'Hand the {topic} over for disposal before {occasion}',
    'Book the {topic} out of the asset register with {office}',
  ],
  subtask: ['Certificate of disposal of the {topic} for {office}'],
  pull: [],
  sentences: {
    opening: [
      'The {topic} is on the list of what must leave the building.',
      'Nobody has claimed the {topic} in the last survey.',
      'The lease of the {topic} ends this year.',
    ],
    middle: [
      'Maintenance costs more than the device is worth.',
      'The room has to be empty before the end of the lease.',
      'Two weeks of traffic have been recorded as proof.',
    ],
    closing: [
      'Done when the rack space is free and the register says so.',
      'Power and network cables go at the same time.',
      'The certificate of the disposal company is attached.',
    ],
  },
}
