import type { Programme } from '../../programme/programme.ts'
import { UPKEEP } from '../../words/kinds/upkeep.ts'
import { APP_WORK } from './app-work.ts'
import { REPOSITORIES } from './repositories.ts'
import { RISK_WORK } from './risk-work.ts'
import { ROUTINES } from './routines.ts'
import { STORE_WORK } from './store-work.ts'
import { WORDS } from './words.ts'

/** A retailer whose customers order, collect, save points and pay with one mobile app. */
export const RETAIL_APP: Programme = {
  title: 'Mobile app of a retailer',
  calendar: {
    zone: 'Europe/Amsterdam',
    holidays: ['01-01', '04-27', '12-24', '12-25', '12-26', '12-31'],
    easterHolidays: [1, 39, 50],
  },
  domain: 'retail',
  teams: {
    ios: ['Sanne Vermeer', 'Joris Hoekstra', 'Aylin Demir'],
    android: ['Daan Kuipers', 'Priya Nair', 'Thomas Leclerc'],
    backend: ['Femke Dijkstra', 'Rafael Moreno', 'Anouk Visser', 'Bram Mulder'],
    stores: ['Marieke Postma', 'Wouter Smit', 'Fatima El Amrani'],
    support: ['Lotte Bakker', 'Hugo Janssen'],
    office: ['Ingrid van Dam', 'Karel Novak'],
  },
  office: 'office',
  projects: [
    {
      key: 'APP',
      name: 'Mobile app',
      team: 'backend',
      components: [
        'Checkout',
        'Payment',
        'Loyalty',
        'Offers',
        'Search',
        'Collect',
        'Scan and pay',
        'Orders',
        'Accessibility',
        'Performance',
        'Stores',
        'Navigation',
      ],
      isImported: false,
    },
    {
      key: 'RUN',
      name: 'Stores and operations',
      team: 'stores',
      components: ['Store devices', 'Support', 'Service desk', 'Controls', 'Programme'],
      isImported: false,
    },
  ],
  planned: {
    project: 'APP',
    versions: [
      { name: 'App 5.0', months: 3 },
      { name: 'App 5.1', months: 6 },
      { name: 'App 5.2', months: 9 },
      { name: 'App 6.0', months: 12 },
      { name: 'App 6.1', months: 15 },
      { name: 'App 6.2', months: 18 },
    ],
  },
  waitStatus: 'Waiting for partner',
  casualLabels: ['quick-win', 'experiment', 'usability', 'tracking'],
  delivery: {
    epics: [
      { key: 'APP-1', summary: 'Checkout in three steps' },
      { key: 'APP-2', summary: 'Payment with phone wallets and saved cards' },
      { key: 'APP-3', summary: 'Loyalty card in the app' },
      { key: 'APP-4', summary: 'Personal offers and coupons' },
      { key: 'APP-5', summary: 'Product search and shopping list' },
      { key: 'APP-6', summary: 'Click and collect in every store' },
      { key: 'APP-7', summary: 'Scan and pay in the store' },
      { key: 'APP-8', summary: 'Delivery slots and order tracking' },
      { key: 'APP-9', summary: 'App usable with screen readers and large text' },
      { key: 'APP-10', summary: 'Faster start and fewer crashes' },
      { key: 'APP-11', summary: 'Store colleagues trained and informed' },
      { key: 'APP-12', summary: 'Indoor navigation to the shelf' },
      { key: 'RUN-1', summary: 'Store devices ready for the app' },
      { key: 'RUN-2', summary: 'Support ready for every launch' },
    ],
    tasks: [
      { key: 'RUN-3', summary: 'Load test for the peak season', topic: 'load test', labels: ['launch'], finish: 0.6 },
      {
        key: 'RUN-4',
        summary: 'Second way to pay when the payment provider is down',
        topic: 'second way to pay',
        labels: ['launch'],
        finish: 0.97,
      },
      {
        key: 'RUN-5',
        summary: 'Scan and pay live in three pilot stores',
        topic: 'pilot',
        labels: ['launch'],
        finish: 0.85,
      },
      {
        key: 'RUN-6',
        summary: 'Scan and pay live in all stores',
        topic: 'launch in all stores',
        labels: ['launch'],
        finish: 1.4,
      },
    ],
    streams: [...APP_WORK, ...STORE_WORK],
  },
  assurance: RISK_WORK,
  routines: ROUTINES,
  repositories: REPOSITORIES,
  upkeep: UPKEEP,
  words: WORDS,
}
