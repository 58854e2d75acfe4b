import type { Words } from '../../words/kind.ts'
import { HICCUPS } from '../../words/kinds/engineering.ts'
import { STRAINS } from '../../words/kinds/service.ts'
import { PULL_REQUEST } from '../../words/kinds/technical.ts'

const STORE_STAFF = [
  'store managers',
  'till staff',
  'shelf teams',
  'order pickers',
  'weekend staff',
  'new starters',
  'area managers',
  'information desk staff',
]

/** The vocabulary of a retailer. */
export const WORDS: Words = {
  slots: {
    hiccup: HICCUPS,
    strain: STRAINS,
    site: [
      'the Utrecht store',
      'the Delft store',
      'the Breda store',
      'the Leiden store',
      'the Arnhem store',
      'the Zwolle store',
      'the flagship store',
      'the station store',
    ],
    role: STORE_STAFF,
    learner: STORE_STAFF,
    office: [
      'purchasing',
      'customer service',
      'finance',
      'marketing',
      'logistics',
      'the web shop team',
      'human resources',
      'facility management',
    ],
    group: [
      'the works council',
      'the product board',
      'the privacy officer',
      'the franchise council',
      'the legal team',
      'store operations',
      'the customer panel',
      'the brand team',
    ],
    partner: [
      'the payment provider',
      'the parcel service',
      'the network provider',
      'the device supplier',
      'the hosting provider',
    ],
    shopper: [
      'returning customers',
      'guests without an account',
      'families who share an account',
      'new customers',
      'older customers',
      'business customers',
      'loyalty members',
      'customers abroad',
    ],
    gadget: [
      'small phones',
      'older phones',
      'tablets',
      'foldable phones',
      'phones in dark mode',
      'phones held sideways',
    ],
    screen: [
      'the start page',
      'the basket',
      'the order list',
      'the product page',
      'a push message',
      'the store page',
      'the search result',
    ],
    country: ['Belgium', 'Germany', 'Denmark', 'Luxembourg', 'France'],
    occasion: [
      'the autumn sale',
      'the next release',
      'the opening of a store',
      'the end of the quarter',
      'the November peak',
      'the summer holidays',
    ],
    legacy: ['the nightly file transfer', 'the old web shop', 'the previous order system', 'the shared spreadsheet'],
    trouble: [
      'after an app update',
      'when the connection is weak',
      'after the app returns from the background',
      'when an account is used on two phones',
      'around midnight',
      'during a sale',
      'on the first start',
      'after a password change',
      'when the basket has more than fifty items',
      'on the day the clocks change',
      'when location is switched off',
    ],
    detail: [
      'the delivery date',
      'the store number',
      'the remaining stock',
      'the price per unit',
      'the deposit',
      'the reason for a refusal',
      'the opening hours',
      'the time of the last change',
    ],
  },
  sentences: {
    story: {
      opening: [
        'Customers asked for this in one of ten reviews of the last version.',
        'In the last test round four of six people looked for the {topic} and did not find it.',
        'The {topic} is the step at which most customers give up.',
        '{Group} wants the {topic} to be the same in all countries.',
      ],
      middle: [
        'The design is ready and agreed.',
        'Both platforms should behave the same way.',
        'It has to work with one hand, because the other one holds the shopping.',
        'We measure it from the first day.',
        'The old way stays for two releases.',
      ],
      closing: [
        'Done when five of six testers succeed without help.',
        'Done when a tenth of the customers have had it for a week without new crashes.',
        'Accepted when the texts are approved in all languages.',
        'No new permission may be needed.',
      ],
    },
    bug: {
      opening: [
        'Reported by customer service, with a screen recording.',
        'Eleven reviews of the last version mention this about the {topic}.',
        'In the crash reports of the {topic} since the last release.',
        'A store manager showed us this on site.',
      ],
      middle: [
        'Starting the app again helps for a while.',
        'It can be repeated on a test device.',
        'The server log shows nothing unusual.',
        'About one in three hundred sessions is affected.',
      ],
      closing: [
        'Expected: the {topic} behaves as in the previous version.',
        'A regression test should cover it.',
        'Until then customer service has a text to answer with.',
      ],
    },
    task: {
      opening: [
        'Agreed in the last planning meeting.',
        'The {topic} cannot go live before this is settled.',
        'Promised to {group} at the last review.',
      ],
      middle: [
        'It takes about a day, most of it waiting for answers.',
        'Those who know the history are named in the comments.',
        'Nothing else depends on it yet.',
      ],
      closing: [
        'The result is a short note on the team page.',
        'Done when the product owner has confirmed it.',
        'Afterwards the open question is taken off the list.',
      ],
    },
    epic: {
      opening: [
        'Part of the app programme that the board approved for this year.',
        'The product board wants this before the next peak season.',
      ],
      middle: ['Scope and budget are on the programme page.', 'The product owner decides on additions.'],
      closing: [
        'It is done when all its issues are done and the figures have been watched for two weeks.',
        'Progress is reviewed every second Thursday.',
      ],
    },
    pull: PULL_REQUEST,
  },
}
