import type { ExpectedItem } from './recorded-truth.ts'

/*
 * A plan over the recorded projects, and where it puts their items, read aloud with plain loops over what the files say: no
 * code of the plan model.
 */

/** What a selector of this plan can say. */
interface Fields {
  readonly connection?: string
  readonly kind?: string
  readonly project?: string
  readonly repo?: string
  readonly labels?: readonly string[]
  readonly components?: readonly string[]
  readonly epic?: readonly string[]
  readonly keys?: readonly string[]
}
type Selector = Fields & { readonly not?: Fields }

/** In the order of the plan: an objective’s own links stand after its deliverables. */
const deliverables: readonly (readonly [id: string, ...Selector[]])[] = [
  ['both-platforms', { connection: 'jira', labels: ['PARITY'], components: ['android', 'iOS'] }],
  ['android', { project: 'timob', labels: ['andr*'], not: { components: ['Win*'] } }],
  ['quality', { connection: 'JIRA', labels: ['qe-?.?.0'] }, { project: 'TIMOB', labels: ['regression'] }],
  ['daemon', { connection: 'jira', epic: ['daemon-48'] }, { project: 'DAEMON', components: ['appcd-plugin*'] }],
  ['named', { keys: ['TIMOB-24772', 'daemon-10', 'TIMOB-24500', 'appcelerator/alloy#55'] }],
  [
    'windows',
    { epic: ['TIMOB-25087', 'TIMOB-26570'], not: { components: ['Hyperloop'], labels: ['*'] } },
    { connection: 'jira', components: ['*ows'] },
    { repo: 'appcelerator/Titanium_Mobile_Windows' },
  ],
  ['alloy-parts', { epic: ['ALOY-210', 'ALOY-43', 'ALOY-258'] }],
  ['work.direct', { project: 'ALOY' }, { repo: 'appcelerator/alloy', kind: 'pull_request' }],
]

/** The plan’s document. */
export const explainedPlan = JSON.stringify({
  plan: 'explained',
  title: 'Work that several want',
  period: { start: '2016-01-01', end: '2021-12-31' },
  objectives: [
    {
      id: 'work',
      title: 'Work',
      deliverables: deliverables.slice(0, -1).map(([id, ...links]) => ({ id, title: id, links })),
      links: deliverables.at(-1)?.slice(1),
    },
  ],
})

/** A claim or a near miss as the files give it. */
interface ReadClaim {
  readonly deliverable: string
  readonly rule: 'key' | 'epic' | 'reference' | 'field'
}

/** Where the plan puts an item, by the files. */
export interface ReadExplanation {
  /** Strongest first, one a selector or reference; the first won. */
  readonly claims: readonly ReadClaim[]
  /** Of each selector that does not choose it, whose it is and which fields do not hold, `not` among them. */
  readonly misses: readonly { readonly deliverable: string; readonly failed: readonly string[] }[]
  /** Keys of the issues it references. */
  readonly references: readonly string[]
  readonly isCounted: boolean
}

type Item = ExpectedItem & { readonly issueKeys?: readonly string[] }

/** Explains every item, by key. */
export function readExplanations(items: readonly Item[]): ReadonlyMap<string, ReadExplanation> {
  const byKey = new Map(items.map((item) => [item.key, item]))
  const read = new Map<string, Omit<ReadExplanation, 'isCounted'>>()
  const issuesFirst = ['issue', 'pull_request'].flatMap((kind) => items.filter((item) => item.kind === kind))
  for (const item of issuesFirst) {
    const references = (item.issueKeys ?? []).filter((key) => byKey.has(key))
    const followed = new Set(references.flatMap((key) => read.get(key)?.claims[0]?.deliverable ?? []))
    const claims: ReadClaim[] = []
    const misses: { deliverable: string; failed: string[] }[] = []
    for (const [deliverable, ...selectors] of deliverables) {
      if (followed.has(deliverable)) claims.push({ deliverable, rule: 'reference' })
      for (const selector of selectors) {
        const failed = failing(selector, item, byKey)
        if (failed.length > 0) misses.push({ deliverable, failed })
        else claims.push({ deliverable, rule: selector.keys ? 'key' : selector.epic ? 'epic' : 'field' })
      }
    }
    const ranks = ['key', 'epic', 'reference', 'field']
    claims.sort((one, other) => ranks.indexOf(one.rule) - ranks.indexOf(other.rule))
    read.set(item.key, { claims, misses, references })
  }
  const linkedTo = Map.groupBy(items, (item) => read.get(item.key)?.claims[0]?.deliverable)
  return new Map(
    [...read].map(([key, explanation]) => {
      const beside = linkedTo.get(explanation.claims[0]?.deliverable) ?? []
      return [key, { ...explanation, isCounted: isCounted(byKey.get(key), beside) }]
    }),
  )
}

function isCounted(item: Item | undefined, beside: readonly Item[]): boolean {
  if (item === undefined || item.state === 'dropped') return false
  if (item.kind === 'pull_request') return !beside.some((other) => other.kind === 'issue')
  if (item.isSubtask && beside.some((other) => other.key === item.parent)) return false
  return !beside.some((other) => other.parent === item.key && !other.isSubtask)
}

function failing({ not, ...fields }: Selector, item: Item, byKey: ReadonlyMap<string, Item>): string[] {
  const failed = (of: Fields) => Object.entries(of).filter(([field, wanted]) => !holds(field, wanted, item, byKey))
  const isLeftOut = not !== undefined && failed(not).length === 0
  return [...failed(fields).map(([field]) => field), ...(isLeftOut ? ['not'] : [])].sort()
}

function holds(
  field: string,
  wanted: string | readonly string[],
  item: Item,
  byKey: ReadonlyMap<string, Item>,
): boolean {
  const [scope = ''] = item.key.split(/#|-(?=\d+$)/)
  const lineage: string[] = []
  for (let key: string | null = item.key; key !== null; key = byKey.get(key)?.parent ?? null) lineage.push(key)
  const has: Record<string, readonly string[]> = {
    connection: [item.key.includes('#') ? 'github' : 'jira'],
    kind: [item.kind],
    project: [scope],
    repo: [scope],
    labels: item.labels,
    components: item.components,
    epic: lineage,
    keys: [item.key],
  }
  return [wanted].flat().some((value) => {
    const expression = new RegExp(`^${value.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i')
    return has[field]?.some((each) => expression.test(each))
  })
}
