import type { Programme } from '../../programme/programme.ts'
import { UPKEEP } from '../../words/kinds/upkeep.ts'
import { MIGRATION_WORK } from './migration-work.ts'
import { PLANT_WORK } from './plant-work.ts'
import { REPOSITORIES } from './repositories.ts'
import { RISK_WORK } from './risk-work.ts'
import { ROUTINES } from './routines.ts'
import { WORDS } from './words.ts'

const CUT_OVER = { labels: ['cut-over'] }

/** A manufacturer that moves its data centre to the cloud in four waves, while the plants go on working. */
export const CLOUD_MIGRATION: Programme = {
  title: 'Cloud migration of a manufacturer',
  calendar: {
    zone: 'Europe/Vienna',
    holidays: ['01-01', '01-06', '05-01', '08-15', '10-26', '11-01', '12-08', '12-24', '12-25', '12-26', '12-31'],
    easterHolidays: [1, 39, 50, 60],
  },
  domain: 'factory',
  teams: {
    platform: ['Lukas Steiner', 'Hana Novotna', 'Emre Yildiz', 'Katharina Moser'],
    applications: ['Stefan Gruber', 'Ilse Wagner', 'Milan Horvat', 'Zsofia Kiss'],
    data: ['Andrea Pichler', 'Tariq Rahman', 'Nina Kowalska'],
    network: ['Florian Egger', 'Lucie Dvorak'],
    plants: ['Georg Leitner', 'Eva Bartos', 'Peter Szalai', 'Marko Zupan'],
    office: ['Verena Hofer', 'Dominik Auer'],
  },
  office: 'office',
  projects: [
    {
      key: 'MIG',
      name: 'Cloud migration',
      team: 'platform',
      components: [
        'Landing zone',
        'Web and office',
        'Engineering',
        'Planning and finance',
        'Plant systems',
        'Databases',
        'Files',
        'Recovery',
        'Network',
        'Cost',
        'Data centre',
        'Desktops',
        'Skills',
      ],
      isImported: false,
    },
    {
      key: 'PLT',
      name: 'Plant and office IT',
      team: 'plants',
      components: ['Workplace', 'Plant floor', 'Cut-over', 'Service desk', 'Controls', 'Programme'],
      isImported: false,
    },
  ],
  planned: {
    project: 'MIG',
    versions: [
      { name: 'Cut-over 1', months: 5 },
      { name: 'Cut-over 2', months: 8 },
      { name: 'Cut-over 3', months: 11 },
      { name: 'Cut-over 4', months: 14 },
      { name: 'Cut-over 5', months: 17 },
    ],
  },
  waitStatus: 'Waiting for plant',
  casualLabels: ['quick-win', 'night-work', 'vendor', 'audit'],
  delivery: {
    epics: [
      { key: 'MIG-1', summary: 'Landing zone with network, identity and logging' },
      { key: 'MIG-2', summary: 'Wave 1: web and office applications' },
      { key: 'MIG-3', summary: 'Wave 2: engineering and document systems' },
      { key: 'MIG-4', summary: 'Wave 3: planning and finance systems' },
      { key: 'MIG-5', summary: 'Wave 4: systems of the plants' },
      { key: 'MIG-6', summary: 'Databases on managed services' },
      { key: 'MIG-7', summary: 'File shares and archives' },
      { key: 'MIG-8', summary: 'Backup and recovery in two regions' },
      { key: 'MIG-9', summary: 'Network links from the plants' },
      { key: 'MIG-10', summary: 'Cost control for every team' },
      { key: 'MIG-11', summary: 'Old data centre emptied and handed back' },
      { key: 'MIG-12', summary: 'Virtual desktops for design engineers' },
      { key: 'MIG-13', summary: 'Platform skills for IT staff' },
      { key: 'PLT-1', summary: 'Plants ready for the cut-over weekends' },
      { key: 'PLT-2', summary: 'Workplaces ready for the new sign-in' },
    ],
    tasks: [
      {
        ...CUT_OVER,
        key: 'PLT-3',
        summary: 'Exit agreement with the hosting provider',
        topic: 'exit agreement',
        finish: 0.5,
      },
      {
        ...CUT_OVER,
        key: 'PLT-4',
        summary: 'Rehearsal of the planning system cut-over',
        topic: 'planning system',
        finish: 0.93,
      },
      {
        ...CUT_OVER,
        key: 'PLT-5',
        summary: 'Decision on systems that stay in the plants',
        topic: 'fourth wave',
        finish: 0.7,
      },
      { ...CUT_OVER, key: 'PLT-6', summary: 'Cut-over of the planning system', topic: 'planning system', finish: 1.35 },
    ],
    streams: [...MIGRATION_WORK, ...PLANT_WORK],
  },
  assurance: RISK_WORK,
  routines: ROUTINES,
  repositories: REPOSITORIES,
  upkeep: UPKEEP,
  words: WORDS,
}
