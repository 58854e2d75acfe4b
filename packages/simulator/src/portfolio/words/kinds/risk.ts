import type { Kind } from '../kind.ts'

/** Measures against what might go wrong; a topic is what might: `an outage of the payment provider`. */
export const RISK: Kind = {
  story: [],
  bug: [],
  task: [
    'Agree with {group} who decides in case of {topic}',
    'Agree the response to {topic} with {group}',
    'Estimate the cost of {topic} for {group}',
    'Fallback procedure for {topic}, agreed with {group}',
    'Set up an early warning of {topic} for {group}',
    'Review the risk of {topic} with {group}',
    'Brief {group} on what is done against {topic}',
    'Proposal to {group}: how to make {topic} less likely',
  ],
  subtask: [],
  pull: [],
  sentences: {
    opening: [
      'The risk register lists {topic} among the ten highest risks.',
      'The last risk review rated {topic} as likely and costly.',
      'The steering group asked for a measure against {topic}.',
    ],
    middle: [
      'Owner and deadline are agreed.',
      'So far the only measure is to react when it happens.',
      'The measure costs little compared with the damage.',
      'A case last year took two days to settle.',
    ],
    closing: [
      'Done when the register shows the lower rating.',
      'Done when the procedure has been tried once.',
      'The result goes into the next risk report.',
    ],
  },
}
