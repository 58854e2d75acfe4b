import type { Programme } from '../../programme/programme.ts'
import { UPKEEP } from '../../words/kinds/upkeep.ts'
import { READINESS_WORK } from './readiness-work.ts'
import { REPOSITORIES } from './repositories.ts'
import { ROUTINES } from './routines.ts'
import { TESTING_WORK } from './testing-work.ts'
import { WORDS } from './words.ts'

const MILESTONE = { labels: ['milestone'] }

/** One software team that automates its tests, so that it can release any day. */
export const TEST_AUTOMATION: Programme = {
  title: 'Test automation of a software team',
  calendar: {
    zone: 'Europe/Lisbon',
    holidays: [
      '01-01',
      '04-25',
      '05-01',
      '06-10',
      '08-15',
      '10-05',
      '11-01',
      '12-01',
      '12-08',
      '12-24',
      '12-25',
      '12-31',
    ],
    easterHolidays: [-2, 60],
  },
  domain: 'booking',
  teams: {
    testers: ['Ines Tavares', 'Rui Fonseca', 'Marta Pires'],
    developers: ['Diogo Almeida', 'Beatriz Sousa', 'Hugo Matias', 'Oksana Bondar', 'Tiago Ribeiro'],
    platform: ['Filipa Rocha', 'Nuno Teixeira'],
  },
  office: 'testers',
  projects: [
    {
      key: 'TEST',
      name: 'Test automation',
      team: 'testers',
      components: [
        'Strategy',
        'API tests',
        'Browser tests',
        'Test data',
        'Pipeline',
        'Load tests',
        'Stability',
        'Manual tests',
        'Coaching',
        'Screenshots',
        'Environments',
        'Controls',
        'Programme',
      ],
      isImported: false,
    },
  ],
  planned: {
    project: 'TEST',
    versions: [
      { name: 'Release 8.0', months: 4 },
      { name: 'Release 8.1', months: 8 },
      { name: 'Release 8.2', months: 12 },
      { name: 'Release 9.0', months: 16 },
    ],
  },
  waitStatus: 'Waiting for environment',
  casualLabels: ['quick-win', 'pairing', 'framework', 'audit'],
  delivery: {
    epics: [
      { key: 'TEST-1', summary: 'Test strategy agreed with the product team' },
      { key: 'TEST-2', summary: 'API tests for every service' },
      { key: 'TEST-3', summary: 'Browser tests for the ten main journeys' },
      { key: 'TEST-4', summary: 'Test data on demand' },
      { key: 'TEST-5', summary: 'Every change tested before it is merged' },
      { key: 'TEST-6', summary: 'Load test before every release' },
      { key: 'TEST-7', summary: 'Fewer than one flaky run in a hundred' },
      { key: 'TEST-8', summary: 'Manual regression retired' },
      { key: 'TEST-9', summary: 'Developers write and own their tests' },
      { key: 'TEST-10', summary: 'Comparison of screenshots' },
      { key: 'TEST-11', summary: 'Test environments and devices ready' },
    ],
    tasks: [
      {
        ...MILESTONE,
        key: 'TEST-12',
        summary: 'First release without a manual regression day',
        topic: 'release',
        finish: 1.1,
      },
      {
        ...MILESTONE,
        key: 'TEST-13',
        summary: 'Coverage shown at every sprint review',
        topic: 'coverage report',
        finish: 0.6,
      },
    ],
    streams: TESTING_WORK,
  },
  assurance: READINESS_WORK,
  routines: ROUTINES,
  repositories: REPOSITORIES,
  upkeep: UPKEEP,
  words: WORDS,
}
