import type { Words } from '../../words/kind.ts'
import { HICCUPS } from '../../words/kinds/engineering.ts'
import { STRAINS } from '../../words/kinds/service.ts'
import { PULL_REQUEST } from '../../words/kinds/technical.ts'

/** The vocabulary of a manufacturer that moves its data centre to the cloud. */
export const WORDS: Words = {
  slots: {
    hiccup: HICCUPS,
    strain: STRAINS,
    site: [
      'the Linz plant',
      'the Graz plant',
      'the Brno plant',
      'the Maribor plant',
      'the Bratislava plant',
      'the Wels warehouse',
      'the head office',
      'the development centre',
    ],
    role: [
      'planners',
      'buyers',
      'design engineers',
      'shift leaders',
      'quality inspectors',
      'accountants',
      'warehouse staff',
      'maintenance crews',
    ],
    learner: [
      'system administrators',
      'database administrators',
      'network engineers',
      'application owners',
      'help desk agents',
      'on-call staff',
    ],
    team: ['the application teams', 'the data team', 'the plant teams', 'the web team', 'the reporting team'],
    office: [
      'purchasing',
      'controlling',
      'production planning',
      'quality assurance',
      'human resources',
      'logistics',
      'product development',
      'the tool shop',
    ],
    group: [
      'the works council',
      'the plant managers',
      'the architecture board',
      'internal audit',
      'the data protection officer',
      'the security team',
      'the change board',
      'finance',
    ],
    partner: [
      'the cloud provider',
      'the hosting provider',
      'the network carrier',
      'the maintenance company',
      'the leasing company',
      'the integration partner',
    ],
    system: [
      'the planning system',
      'the warehouse system',
      'the time recording',
      'the drawing archive',
      'the mail system',
      'the machine data collection',
      'the supplier portal',
      'the label printing',
    ],
    environment: ['test', 'production', 'the second region', 'the sandbox', 'the plant accounts', 'the shared account'],
    occasion: [
      'the next cut-over weekend',
      'the end of the quarter',
      'the annual stocktaking',
      'the summer shutdown',
      'the audit',
      'the year-end closing',
    ],
    detail: [
      'the number of records',
      'the user rights',
      'the time stamps',
      'the file sizes',
      'the checksums',
      'the cost centre',
      'the date of the last change',
    ],
    legacy: ['the old copy script', 'the spreadsheet of servers', 'the manual checklist', 'the nightly batch'],
  },
  sentences: {
    story: {
      opening: [
        'Came up in the interviews with the departments before the move.',
        'The {topic} is used every day, so people will notice at once.',
        '{Group} made this a condition for the move.',
      ],
      middle: [
        'The old address keeps working for three months.',
        'Nobody should need training for it.',
        'Machines on the shop floor cannot be updated, so they have to work as they are.',
        'Measured today: under two seconds.',
      ],
      closing: [
        'Done when a week has passed without a call about it.',
        'Accepted when the test list is signed by the key user.',
        'It must not be slower than today.',
      ],
    },
    bug: {
      opening: [
        'Reported on the Monday after the switch.',
        'Three calls about the {topic} within an hour.',
        'Found by a key user while testing the {topic}.',
      ],
      middle: [
        'The old servers show the same data correctly.',
        'It can be repeated in the test account.',
        'The network team sees nothing unusual.',
        'Nothing stands still, but the workaround costs time.',
      ],
      closing: [
        'If it is not solved by Wednesday, the way back has to be discussed.',
        'Please add the check to the list for the next wave.',
        'Key user and shift leader want to be told when it is solved.',
      ],
    },
    task: {
      opening: [
        'On the checklist that every system goes through.',
        'The date of the {topic} hangs on this.',
        'Lesson from the last wave: do this early.',
      ],
      middle: [
        'The person who set it up has retired; the folder is in the archive.',
        'It can only be done at weekends.',
        'Two days of work, most of it coordination.',
        'The budget is approved.',
      ],
      closing: [
        'The result goes into the system’s data sheet.',
        'Done when the owner of the system has signed.',
        'Afterwards the checklist of the wave is up to date.',
      ],
    },
    epic: {
      opening: [
        'Part of the migration that the board approved in spring.',
        'The lease of the data centre sets the pace for this.',
      ],
      middle: ['Scope and dates are on the page of the wave.', 'Changes of scope go to the change board.'],
      closing: [
        'It is done when the owners have signed and the old servers are switched off.',
        'The steering group hears about it every second week.',
      ],
    },
    pull: PULL_REQUEST,
  },
}
