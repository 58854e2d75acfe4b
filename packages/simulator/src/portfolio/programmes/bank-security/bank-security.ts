import type { Programme } from '../../programme/programme.ts'
import { UPKEEP } from '../../words/kinds/upkeep.ts'
import { GOVERNANCE_WORK } from './governance-work.ts'
import { PROTECTION_WORK } from './protection-work.ts'
import { REPOSITORIES } from './repositories.ts'
import { RISK_WORK } from './risk-work.ts'
import { ROUTINES } from './routines.ts'
import { WORDS } from './words.ts'

const EXERCISE = { labels: ['exercise'] }

/** A bank that protects sign-ins, systems, data and suppliers, and proves it to its auditors. */
export const BANK_SECURITY: Programme = {
  title: 'Security programme of a bank',
  calendar: {
    zone: 'Europe/Zurich',
    holidays: ['01-01', '01-02', '05-01', '08-01', '12-24', '12-25', '12-26', '12-31'],
    easterHolidays: [-2, 1, 39, 50],
  },
  domain: 'bank',
  teams: {
    identity: ['Nadia Keller', 'Matteo Bianchi', 'Selin Kaya', 'Reto Baumann'],
    detection: ['Aline Favre', 'Jonas Frei', 'Chiara Conti'],
    network: ['Urs Zimmermann', 'Petra Lang'],
    development: ['Marco Graf', 'Leila Brunner'],
    governance: ['Beatrice Roth', 'David Amsler', 'Ines Carvalho'],
    operations: ['Sven Meier', 'Dragana Petrovic', 'Kevin Huber', 'Noemi Schmid'],
  },
  office: 'governance',
  projects: [
    {
      key: 'SEC',
      name: 'Security programme',
      team: 'identity',
      components: [
        'Sign-in',
        'Privileged access',
        'Detection',
        'Vulnerabilities',
        'Network zones',
        'Third parties',
        'Secure development',
        'Data protection',
        'Incident response',
        'Backup',
        'Awareness',
        'Certification',
        'Counters',
      ],
      isImported: false,
    },
    {
      key: 'SOC',
      name: 'Security operations',
      team: 'operations',
      components: ['Alerts', 'Requests', 'Controls', 'Branches', 'Programme'],
      isImported: false,
    },
  ],
  planned: {
    project: 'SEC',
    versions: [
      { name: 'Baseline 1', months: 6 },
      { name: 'Baseline 2', months: 12 },
      { name: 'Baseline 3', months: 18 },
    ],
  },
  waitStatus: 'Waiting for approval',
  casualLabels: ['quick-win', 'vendor', 'exception', 'audit'],
  delivery: {
    epics: [
      { key: 'SEC-1', summary: 'Strong sign-in for all staff' },
      { key: 'SEC-2', summary: 'Privileged access through one vault' },
      { key: 'SEC-3', summary: 'Attacks detected within the hour' },
      { key: 'SEC-4', summary: 'Vulnerabilities closed within their deadlines' },
      { key: 'SEC-5', summary: 'Payment systems in network zones of their own' },
      { key: 'SEC-6', summary: 'Third parties assessed and under contract' },
      { key: 'SEC-7', summary: 'Secure development in every team' },
      { key: 'SEC-8', summary: 'Customer data classified and encrypted' },
      { key: 'SEC-9', summary: 'Incident response around the clock' },
      { key: 'SEC-10', summary: 'Backups that an attacker cannot delete' },
      { key: 'SEC-11', summary: 'Security awareness for every employee' },
      { key: 'SEC-12', summary: 'Biometric sign-in at branch counters' },
      { key: 'SEC-13', summary: 'Ready for the ISO 27001 audit' },
      { key: 'SOC-1', summary: 'Branches prepared for the new sign-in' },
      { key: 'SOC-2', summary: 'Security tools in operation' },
    ],
    tasks: [
      {
        ...EXERCISE,
        key: 'SOC-3',
        summary: 'Crisis exercise with the executive board',
        topic: 'crisis exercise',
        finish: 0.55,
      },
      {
        ...EXERCISE,
        key: 'SOC-4',
        summary: 'Red team exercise on the payment systems',
        topic: 'red team exercise',
        finish: 0.98,
      },
      {
        ...EXERCISE,
        key: 'SOC-5',
        summary: 'Report on outsourcing for the supervisory authority',
        topic: 'report on outsourcing',
        finish: 0.8,
      },
      {
        ...EXERCISE,
        key: 'SOC-6',
        summary: 'Pre-audit for the ISO 27001 certificate',
        topic: 'pre-audit',
        finish: 1.2,
      },
    ],
    streams: [...PROTECTION_WORK, ...GOVERNANCE_WORK],
  },
  assurance: RISK_WORK,
  routines: ROUTINES,
  repositories: REPOSITORIES,
  upkeep: UPKEEP,
  words: WORDS,
}
