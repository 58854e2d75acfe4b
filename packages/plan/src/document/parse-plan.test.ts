import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { parsePlan } from './parse-plan.ts'
import { planSchema } from './plan.ts'
import { anyDocument, faultsOf, SAMPLE } from './plan-document.fixture.ts'

const open = {
  connection: [],
  kind: [],
  keys: [],
  epic: [],
  project: [],
  repo: [],
  types: [],
  components: [],
  labels: [],
  milestone: [],
  fixVersions: [],
  statuses: [],
  assignees: [],
}

describe('parsePlan', () => {
  it('fills in every default', () => {
    const text =
      'plan: p\ntitle: P\nperiod: { start: 2026-01-01, end: 2026-12-31 }\nobjectives: [{ id: o, title: O, deliverables: [{ id: d, title: D }] }]\n'
    expect(parsePlan(text, 'yaml')).toEqual({
      id: 'p',
      title: 'P',
      vision: null,
      mission: null,
      timeZone: 'UTC',
      period: { start: '2026-01-01', end: '2026-12-31' },
      calendar: null,
      objectives: [
        {
          id: 'o',
          title: 'O',
          horizon: null,
          owner: null,
          outcome: null,
          answers: [],
          budget: null,
          weight: 1,
          selectors: [],
          deliverables: [
            {
              id: 'd',
              title: 'D',
              objective: 'o',
              owner: null,
              start: null,
              due: null,
              release: null,
              budget: null,
              roles: { responsible: [], accountable: null, consulted: [], informed: [] },
              dependsOn: [],
              weight: 1,
              weigh: 'items',
              progress: 'measured',
              entries: [],
              status: 'active',
              selectors: [],
              isDirect: false,
            },
          ],
        },
      ],
      kpis: [],
      waitStatuses: [],
      health: { coverageMin: 1, dataAgeHoursMax: 24, quietDaysMax: 14, growthWeeks: 4 },
      currency: null,
      analysis: { swot: { strengths: [], weaknesses: [], opportunities: [], threats: [] }, needs: [], feedback: [] },
      investments: [],
      milestones: [],
      inventory: [],
      controls: [],
      risks: [],
      transition: [],
      stakeholders: [],
      projects: [],
      reviews: [],
      reviewRules: {},
    })
  })

  it('reads selectors, single values as lists', () => {
    const plan = parsePlan(SAMPLE.replace('labels: [core]', 'labels: core'), 'yaml')
    expect(plan.objectives[0]?.deliverables[0]?.selectors).toEqual([
      { ...open, connection: ['jira'], epic: ['EHR-12'], not: null },
      { ...open, connection: ['jira'], project: ['EHR'], labels: ['core'], types: ['Story', 'Bug'], not: null },
      { ...open, connection: ['jira'], project: ['OPS'], not: { ...open, labels: ['keep-lights-on'] } },
    ])
    expect(plan.objectives[1]?.selectors).toEqual([
      { ...open, connection: ['github'], repo: ['clinic/network'], not: null },
    ])
  })

  it('orders dated entries by day, however the document does', () => {
    const entries = '[{ date: 2026-12-01, progress: 1 }, { date: 2026-11-01, progress: 0.5 }]'
    const plan = parsePlan(SAMPLE.replace(/entries: .*/, `entries: ${entries}`), 'yaml')
    expect(plan.objectives[1]?.deliverables[0]?.entries.map(({ date }) => date)).toEqual(['2026-11-01', '2026-12-01'])
  })

  it('reads the same plan from a document printed as YAML, as JSON or through aliases', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const fromJson = parsePlan(JSON.stringify(document), 'json')
        expect(parsePlan(stringify(document), 'yaml')).toEqual(fromJson)
        expect(parsePlan(JSON.stringify(document, null, '\t'), 'json')).toEqual(fromJson)
        expect(planSchema.safeParse(document).success).toBe(true)
      }),
    )
  })

  it.each([
    [
      'an unknown field',
      ['dependsOn:', 'dependson:'],
      ['17:9 /objectives/0/deliverables/0/dependson unknown field `dependson`; did you mean `dependsOn`?'],
    ],
    [
      'an unknown field of a selector',
      ['epic: EHR', 'epics: EHR'],
      ['21:33 /objectives/0/deliverables/0/links/0/epics unknown field `epics`; did you mean `epic`?'],
    ],
    [
      'a missing field',
      ['    title: A network that holds\n', ''],
      ['26:5 /objectives/1/title `title` is missing; add it'],
    ],
    [
      'a number where text belongs',
      ['title: One identity per person', 'title: 12'],
      ['25:16 /objectives/0/deliverables/1/title `title` must be text, not 12; write it in quotes'],
    ],
    [
      'a number in a list of texts',
      ['labels: [core]', 'labels: [core, 2027]'],
      ['22:62 /objectives/0/deliverables/0/links/1/labels/1 `labels` must be text, not 2027; write it in quotes'],
    ],
    [
      'an empty list of values',
      ['labels: [core]', 'labels: []'],
      ['22:55 /objectives/0/deliverables/0/links/1/labels `labels` is empty; list at least one value, or remove it'],
    ],
    [
      'an unknown word',
      ['horizon: long ', 'horizon: lang '],
      ['10:14 /objectives/0/horizon `horizon` must be one of long, short; it is `lang`; did you mean `long`?'],
    ],
    [
      'an id that is no slug',
      ['id: stable-network', 'id: Stable Network'],
      [
        '26:9 /objectives/1/id `Stable Network` is no id; use lower-case letters, digits and single hyphens, such as `stable-network`',
      ],
    ],
    [
      'progress beyond 1',
      ['progress: 0.25', 'progress: 25'],
      ['33:49 /objectives/1/deliverables/0/entries/0/progress `progress` must be at most 1, not 25'],
    ],
    [
      'a weight of nothing',
      ['weight: 2', 'weight: 0'],
      ['11:13 /objectives/0/weight `weight` must be more than 0, not 0'],
    ],
    [
      'a day that does not exist',
      ['due: 2027-03-31', 'due: 2027-02-30'],
      ['16:14 /objectives/0/deliverables/0/due `2027-02-30` is no day; write days as 2027-03-31'],
    ],
    [
      'a due date after the period',
      ['due: 2027-03-31', 'due: 2028-03-31'],
      ["16:14 /objectives/0/deliverables/0/due 2028-03-31 lies after the plan's period, which ends 2027-09-30"],
    ],
    [
      'an entry before the period',
      ['date: 2026-11-01', 'date: 2026-09-30'],
      [
        "33:27 /objectives/1/deliverables/0/entries/0/date 2026-09-30 lies before the plan's period, which starts 2026-10-01",
      ],
    ],
    [
      'a start after the due date',
      ['start: 2026-10-15', 'start: 2027-04-01'],
      ['15:16 /objectives/0/deliverables/0/start 2027-04-01 lies after the due date 2027-03-31'],
    ],
    [
      'a period that ends before it starts',
      ['{ start: 2026-10-01, end: 2027-09-30 }', '{ start: 2027-10-01, end: 2027-09-30 }'],
      expect.arrayContaining(['5:35 /period/end the period ends before it starts']),
    ],
    [
      'an unknown time zone',
      ['Europe/Berlin', 'Europe/Berln'],
      ['4:11 /timeZone `Europe/Berln` is no time zone; did you mean `Europe/Berlin`?'],
    ],
    [
      'an offset for a time zone',
      ['timeZone: Europe/Berlin', "timeZone: '+02:00'"],
      ['4:11 /timeZone `+02:00` is no time zone; use an IANA name such as `Europe/Berlin`'],
    ],
    [
      'a dependency on nothing',
      ['[identity]', '[identty]'],
      [
        '17:21 /objectives/0/deliverables/0/dependsOn/0 the document defines no deliverable `identty`; did you mean `identity`?',
      ],
    ],
    [
      'a dependency on an objective',
      ['[identity]', '[stable-network]'],
      [
        '17:21 /objectives/0/deliverables/0/dependsOn/0 `stable-network` is an objective; name the deliverables it needs',
      ],
    ],
    [
      'a KPI of no objective',
      ['objective: one-record\n', 'objective: one-recrd\n'],
      ['37:16 /kpis/0/objective the document defines no objective `one-recrd`; did you mean `one-record`?'],
    ],
    [
      'a measure of no objective',
      ['where: { objective: one-record }', 'where: { objective: network }'],
      ['42:84 /kpis/0/measure/where/objective `network` is a deliverable; name an objective'],
    ],
    [
      'a measure of no deliverable',
      ['where: { objective: one-record }', 'where: { deliverable: [identity, one-record.direct] }'],
      ['42:97 /kpis/0/measure/where/deliverable/1 the document defines no deliverable `one-record.direct`'],
    ],
    [
      'a deliverable named like an objective',
      ['id: network', 'id: one-record'],
      [
        '30:13 /objectives/1/deliverables/0/id the id `one-record` is taken on line 8; ids of objectives and deliverables must differ',
      ],
    ],
    [
      'a direction against baseline and target',
      ['direction: down', 'direction: up'],
      [
        '39:16 /kpis/0/direction the direction is up, but from the baseline 21 to the target 7 it goes down; correct one of them',
      ],
    ],
    [
      'an unknown metric',
      ['items.lead_time', 'items.leadtime'],
      [expect.stringMatching(/^42:24 \/kpis\/0\/measure\/metric .*did you mean `items.lead_time`\?$/)],
    ],
    [
      'a statistic of a count',
      ['items.lead_time', 'items.done'],
      ['42:42 /kpis/0/measure/stat `items.done` is one number and takes no `stat`; remove it, or choose a duration'],
    ],
    [
      'a window that is no number of weeks',
      ['window: 4w', 'window: 1m'],
      ['42:60 /kpis/0/measure/window write the window in weeks, such as `4w`; from `1w` to `156w`'],
    ],
    [
      'entries without manual progress',
      ['        progress: manual\n', ''],
      [
        '32:18 /objectives/1/deliverables/0/entries dated entries count only with `progress: manual`; add it, or remove the entries',
      ],
    ],
    [
      'a selector that chooses everything',
      ['{ connection: jira, epic: EHR-12 }', '{}'],
      [
        '21:13 /objectives/0/deliverables/0/links/0 an empty selector would link every item there is; name at least one field, such as `epic` or `project`',
      ],
    ],
    [
      'a field that stands twice',
      ['weight: 2', 'weight: 2\n    weight: 3'],
      ['12:5 /objectives/0/weight the field `weight` stands twice here; keep one'],
    ],
  ] as const)('refuses %s, with the line and what was meant', (_, [from, to], faults) => {
    expect(SAMPLE).toContain(from)
    expect(faultsOf(SAMPLE.replace(from, to))).toEqual(faults)
  })

  it('names the whole circle of dependencies', () => {
    const text = SAMPLE.replace('title: One identity per person', 'title: I\n        dependsOn: network').replace(
      'progress: manual',
      'progress: manual\n        dependsOn: [ehr-core]',
    )
    expect(faultsOf(text)).toEqual([
      '34:21 /objectives/1/deliverables/0/dependsOn/0 dependsOn goes in a circle: ehr-core → identity → network → ehr-core; remove one of these steps',
    ])
  })

  it('survives a chain of dependencies longer than any call stack', () => {
    const count = 12_000
    const deliverables = Array.from(
      { length: count },
      (_, index) => `{ id: d${index}, title: D, dependsOn: d${(index + 1) % count} }`,
    )
    const text = `plan: p\ntitle: P\nperiod: { start: 2026-01-01, end: 2026-12-31 }\nobjectives: [{ id: o, title: O, deliverables: [${deliverables.join(', ')}] }]\n`
    expect(faultsOf(text)).toEqual([expect.stringMatching(/dependsOn goes in a circle: d0 → d1 → .* → … → d0;/)])
  })

  it('tells all faults at once, in the order of the text', () => {
    const text = SAMPLE.replace('dependsOn: [identity]', 'dependsOn: [nobody]')
      .replace('weight: 2', 'wieght: 2')
      .replace('due: 2027-03-31', 'due: 2029-03-31')
      .replace('target: 7', 'target: seven')
    expect(faultsOf(text).map((fault) => fault.split(' ', 2).join(' '))).toEqual([
      '11:5 /objectives/0/wieght',
      '16:14 /objectives/0/deliverables/0/due',
      '17:21 /objectives/0/deliverables/0/dependsOn/0',
      '41:13 /kpis/0/target',
    ])
  })

  it('lists at most a hundred faults and counts the rest', () => {
    const unknown = Array.from({ length: 150 }, (_, index) => `x${index}: 1`).join('\n')
    expect(() => parsePlan(`${SAMPLE}${unknown}\n`, 'yaml')).toThrow(/150 faults.* The first 100 are listed\.$/)
    expect(faultsOf(`${SAMPLE}${unknown}\n`)).toHaveLength(100)
  })

  it.each([
    ['broken YAML', 'plan: [a', 'yaml', '1:9  Flow sequence'],
    ['two documents', 'plan: a\n---\nplan: b\n', 'yaml', '2:1  a second document begins here'],
    ['a tag', 'plan: !secret x\n', 'yaml', '1:7  Unresolved tag'],
    ['an alias of nothing', 'plan: *x\n', 'yaml', '1:7  the alias `*x` stands before any anchor'],
    ['a pattern without quotes', 'plan: *-api\n', 'yaml', 'write "*-api" in quotes for a pattern'],
    ['a field without a name', '? { a: b }\n: c\n', 'yaml', '1:3  the name of a field must be text'],
    ['endless nesting', '['.repeat(50_000), 'yaml', 'nested too deeply'],
    ['nesting that is closed', `plan: ${'['.repeat(100)}${']'.repeat(100)}`, 'yaml', 'nested too deeply'],
    ['nothing', '', 'yaml', '1:1  the document must be a map of fields, not empty'],
    ['a list', '- plan', 'yaml', '1:1  the document must be a map of fields, not a list'],
    ['JSON that ends early', '{\n  "plan": "a",\n', 'json', '3:1  Flow map'],
    ['YAML that calls itself JSON', '{\n  "plan": a }\n', 'json', '2:11  not JSON'],
    ['a key twice in JSON', '{ "plan": "a", "plan": "b" }', 'json', '1:16 /plan the field `plan` stands twice here'],
  ] as const)('refuses %s', (_, text, format, fault) => {
    expect(faultsOf(text, format).join('\n')).toContain(fault)
  })

  it('refuses aliases that would repeat a little text a million times', () => {
    const levels = Array.from(
      { length: 8 },
      (_, level) => `l${level + 1}: &l${level + 1} [${Array(9).fill(`*l${level}`).join(', ')}]`,
    )
    const text = ['l0: &l0 [x, x, x, x]', ...levels].join('\n')
    expect(faultsOf(text).join()).toContain('aliases repeat too much content')
  })

  it('refuses a document too long to be a plan', () => {
    expect(faultsOf(`# ${'x'.repeat(1_000_000)}\n${SAMPLE}`).join()).toContain('longer than 1000000 characters')
  })

  it('refuses fifty thousand unknown fields within the time of a test', () => {
    const unknown = Array.from({ length: 50_000 }, (_, index) => `f${index}: 1`).join('\n')
    expect(() => parsePlan(`${SAMPLE}${unknown}\n`, 'yaml')).toThrow('50000 faults')
  })

  it('never fails in any other way, whatever the text', () => {
    const scrap = fc.array(
      fc.constantFrom(...SAMPLE.split(/(?<=[\s:[\]{},])/), '&a ', '*a', '- ', '"', "'", '|\n', '\t', '%'),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(scrap, fc.constantFrom('yaml' as const, 'json' as const), (parts, format) => {
        expect(faultsOf(parts.join(''), format)).not.toHaveLength(0)
      }),
    )
  })
})
