import type { Programme } from '../../programme/programme.ts'
import { EPICS, NAMED_TASKS } from './epics.ts'
import { ENGINEERING } from './kinds.ts'
import { OPERATIONS_WORK } from './operations-work.ts'
import { PATIENT_WORK } from './patient-work.ts'
import { READINESS_WORK } from './readiness-work.ts'
import { RECORD_WORK } from './record-work.ts'
import { REPOSITORIES } from './repositories.ts'
import { ROUTINES } from './routines.ts'
import { SENTENCES } from './sentences.ts'
import { SLOTS } from './slots.ts'

/** A hospital group that rolls out electronic health records: some 1,290 Jira issues, 350 GitHub issues, 600 pull requests. */
export const HOSPITAL_RECORDS: Programme = {
  title: 'Electronic health records in a hospital group',
  calendar: {
    zone: 'Europe/Berlin',
    holidays: ['01-01', '05-01', '10-03', '12-24', '12-25', '12-26', '12-31'],
    easterHolidays: [-2, 1, 39, 50],
  },
  domain: 'clinic',
  teams: {
    core: [
      'Amira Haddad',
      'Jonas Wieland',
      'Petra Sommerfeld',
      'Luca Marchetti',
      'Greta Oldenburg',
      'Tomasz Zielinski',
    ],
    portal: ['Nele Brandstetter', 'Kofi Asante', 'Irina Volkova', 'Mats Lindqvist'],
    hub: ['Henrike Vogt', 'Samuel Okafor', 'Yuki Tanabe', 'Ruben Castellanos'],
    operations: ['Birgit Kessler', 'Dario Fontana', 'Ole Petersen', 'Senem Aydin', 'Markus Hollerbach'],
    training: ['Johanna Reuter', 'Pieter de Wit', 'Claire Dubreuil'],
  },
  office: 'training',
  projects: [
    {
      key: 'EHR',
      name: 'Electronic health records',
      team: 'core',
      components: [
        'Core',
        'Patient index',
        'Archive',
        'Results',
        'Medication',
        'Portal',
        'Training',
        'Billing',
        'Interfaces',
      ],
      isImported: false,
    },
    {
      key: 'OPS',
      name: 'IT operations',
      team: 'operations',
      components: ['Identity', 'Network', 'Security', 'Workplace'],
      isImported: false,
    },
    {
      key: 'RDY',
      name: 'Readiness and assurance',
      team: 'training',
      components: ['Go-live', 'Communication', 'Controls', 'Programme'],
      isImported: true,
    },
  ],
  planned: {
    project: 'EHR',
    versions: [
      { name: 'EHR 1.0', months: 6 },
      { name: 'EHR 1.1', months: 9 },
      { name: 'EHR 1.2', months: 12 },
      { name: 'EHR 2.0', months: 15 },
    ],
  },
  waitStatus: 'Waiting for vendor',
  casualLabels: ['quick-win', 'vendor', 'usability', 'audit'],
  delivery: { epics: EPICS, tasks: NAMED_TASKS, streams: [...RECORD_WORK, ...PATIENT_WORK, ...OPERATIONS_WORK] },
  assurance: READINESS_WORK,
  routines: ROUTINES,
  repositories: REPOSITORIES,
  upkeep: ENGINEERING,
  words: { slots: SLOTS, sentences: SENTENCES },
}
