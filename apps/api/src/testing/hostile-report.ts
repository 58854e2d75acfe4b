import { type PlanDocument, parsePlan, type WeeklyReport, type WorkItem, weeklyReport } from '@throughline/plan'
import { makeItem } from '@throughline/testing'

const NOW = Date.parse('2026-11-23T00:00:00Z')
const DAY_MS = 86_400_000

const CAUSES = ['plan_changed', 'restructured', 'moved_away', 'added', 'dropped', 'done'] as const

/** A word that no line can break, a text of 200 characters, one from right to left, and markup. */
const TITLES = [
  `Unterbrechungsfreie${'spannungsversorgungs'.repeat(9)}anlage`,
  'The quick migration of all records of all sites to one place '.repeat(4).slice(0, 200),
  'سجل صحي واحد لكل مريض في جميع المواقع مع كل النتائج والرسائل والصور',
  'רשומה רפואית אחת (EHR-12) לכל מטופל',
  '<b>Bold</b> & "quoted" =1+1 | *starred* `code` https://example.com/a/very/long/path/that/goes/on/and/on/and/on',
  '電子カルテを全拠点で稼働させ全職員が毎日安心して使える状態にする',
]

/** A report in which every title is hard to show: 40 deliverables in four objectives, KPIs, risks, milestones, people, causes of change. */
export function hostileReport(): WeeklyReport {
  const title = (index: number) => TITLES[index % TITLES.length] ?? ''
  const ids = Array.from({ length: 40 }, (_, index) => `d${index}`)
  const document: PlanDocument = {
    plan: 'hostile',
    title: title(1),
    vision: title(2),
    period: { start: '2026-01-01', end: '2027-12-31' },
    objectives: Array.from({ length: 4 }, (_, objective) => ({
      id: `o${objective}`,
      title: title(objective),
      outcome: title(objective + 1),
      deliverables: ids.slice(objective * 10, objective * 10 + 10).map((id, place) => ({
        id,
        title: title(objective + place),
        owner: place % 3 === 0 ? `owner-${'x'.repeat(60)}` : 'نسرين',
        due: place % 4 === 0 ? '2026-11-18' : '2027-09-30',
        links: [{ components: id }],
      })),
    })),
    kpis: TITLES.map((each, index) => ({
      id: `k${index}`,
      title: each,
      objective: `o${index % 4}`,
      target: 5_000_000 / 3,
      unit: index % 2 === 0 ? 'centimetres-of-paper-per-square-metre' : 'days',
      measure: { metric: 'items.done' as const },
    })),
    risks: TITLES.map((each, index) => ({
      id: `r${index}`,
      title: each,
      assessments: [{ date: '2026-09-01', probability: 5, impact: 5 }],
    })),
    milestones: TITLES.map((each, index) => ({
      id: `m${index}`,
      title: each,
      date: `2026-11-2${index}`,
      deliverables: [`d${index}`],
    })),
    stakeholders: TITLES.map((each, index) => ({
      id: `s${index}`,
      name: each,
      decisions: [{ question: each, asked: '2026-01-01' }],
    })),
  }
  const items = ids.flatMap((id, index) => worksOf(id, title(index)))
  const plan = parsePlan(JSON.stringify(document), 'json')
  const links = items.map(({ id, components }) => ({
    itemId: id,
    deliverable: components[0] ?? '',
    rule: 'field' as const,
    detail: '',
    conflicts: [],
  }))
  const untold = { items: [], itemsLeftOut: 0, changes: [], changesLeftOut: 0 }
  const parts = CAUSES.map((cause, index) => ({
    cause,
    value: index % 2 === 0 ? 0.08 : -0.05,
    count: 10 ** index,
    ...untold,
  }))
  const bridge = { before: 0.16, after: 0.25, change: 0.09, note: null, parts }
  return { ...weeklyReport({ plan, items, links, ...REST }), bridge }
}

/** A report of a plan that nothing is linked to, in a hub that has read nothing: every number is missing. */
export function emptyReport(): WeeklyReport {
  const plan = parsePlan(
    JSON.stringify({
      plan: 'empty',
      title: 'A plan of which nothing is known',
      period: { start: '2026-01-01', end: '2027-12-31' },
      objectives: [
        { id: 'bare', title: 'An objective without deliverables' },
        { id: 'o', title: 'An objective', deliverables: [{ id: 'd', title: 'A deliverable without work' }] },
      ],
      kpis: [{ id: 'k', title: 'A KPI without data', target: 3, measure: { metric: 'items.lead_time' } }],
    } satisfies PlanDocument),
    'json',
  )
  return weeklyReport({ plan, items: [], links: [], ...REST, data: { coverage: 0, oldestSyncAt: null } })
}

const REST = {
  version: 1,
  week: '2026-W47',
  now: NOW,
  data: { coverage: 1, oldestSyncAt: NOW },
  facts: { releases: [], lastReportAt: null, changesSince: new Map(), revisedAt: null, storedAt: null },
}

function worksOf(component: string, title: string): WorkItem[] {
  return Array.from({ length: 4 }, (_, index) =>
    makeItem({
      title,
      components: [component],
      createdAt: NOW - 40 * DAY_MS,
      ...(index === 0 ? { timeline: timelineDone() } : {}),
    }),
  )
}

function timelineDone(): WorkItem['timeline'] {
  return [
    { at: NOW - 40 * DAY_MS, from: null, to: 'todo', status: 'Open' },
    { at: NOW - 2 * DAY_MS, from: 'todo', to: 'done', status: 'Done' },
  ]
}
