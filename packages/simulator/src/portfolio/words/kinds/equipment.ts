import type { Kind } from '../kind.ts'

/** Work on what stands in cabinets, on desks and in halls; a topic is a thing: `access point`. */
export const EQUIPMENT: Kind = {
  story: ['Provide the {topic} at {site}', 'Let {role} at {site} use the {topic} without a second sign-in'],
  bug: [
    '{Topic} at {site} drops out several times a day',
    '{Topic} is slow for {role} at {site}',
    '{Topic} at {site} does not come back after a power cut',
    '{Topic} at {site} has the wrong settings after the update',
  ],
  task: [
    'Replace the {topic} at {site}',
    'Order the {topic} for {site}',
    'Survey the {topic} at {site} before {occasion}',
    'Set up the {topic} for {role} at {site}',
    'Test the failover of the {topic} at {site}',
    'Update the {topic} at {site} outside working hours',
    'Return the old {topic} from {site}',
    'Agree the change window for the {topic} at {site}',
  ],
  subtask: [
    'Inventory entry of the {topic} at {site}',
    'Delivery of the {topic} to {site}',
    'Notice to {role} about the {topic} at {site}',
  ],
  pull: [],
  sentences: {
    opening: [
      'Came up in the monthly walk through the rooms.',
      'On the list that the site agreed with us.',
      'The {topic} is seven years old and out of maintenance.',
    ],
    middle: [
      'The change window is from ten in the evening to four in the morning.',
      'Delivery takes four weeks.',
      'Costs are covered by this year’s budget.',
      'Somebody on site has to open the room.',
    ],
    closing: [
      'Done when the people on site confirm that it works.',
      'Afterwards the inventory and the plan of the room are up to date.',
      'Keep the old one for two weeks, just in case.',
    ],
  },
}
