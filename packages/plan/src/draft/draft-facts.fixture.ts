import fc from 'fast-check'
import type { ItemState, WorkItem } from '../item/work-item.ts'
import { day, ORIGIN, timeline, workItem } from '../measure/random-portfolio.fixture.ts'
import type { DraftFacts, DraftParent, MilestoneWork, WorkSums } from './draft-facts.ts'

/** Facts with nothing in them, to be overridden. */
export const noFacts: DraftFacts = {
  newestAt: ORIGIN,
  scopes: [],
  parents: [],
  milestoneWork: [],
  emptyEpics: [],
  releaseDays: [],
}

/** An epic with one story that was done `days` after the origin, or is open without. */
export function epicOf(key: string, overrides: Partial<WorkItem> = {}, done: number | null = 20): WorkItem[] {
  const id = Number(key.replaceAll(/\D/g, ''))
  const moves = done === null ? timeline(day(5)) : timeline(day(5), [day(10), 'in_progress'], [day(done), 'done'])
  const scope = overrides.scope ?? 'EHR'
  return [
    workItem({ id, key, type: 'Epic', title: `Epic ${key}`, ...overrides }),
    workItem({ id: id + 1_000, parent: key, parentId: id, scope, timeline: moves, updatedAt: day(done ?? 5) }),
  ]
}

/** The facts of some items as their definition says, with plain loops; scopes are those of the items, all read. */
export function factsOf(items: readonly WorkItem[], releaseDays: DraftFacts['releaseDays'] = []): DraftFacts {
  const living = items.filter((item) => item.tombstone === null && !item.isSubtask)
  const isParent = (item: WorkItem) =>
    living.some((child) => child.connection === item.connection && child.parent === item.key)
  const issues = living.filter((item) => item.kind === 'issue')
  const leaves = issues.filter((item) => !isParent(item))
  const parents: DraftParent[] = []
  const milestoneWork: MilestoneWork[] = []
  for (const connection of unique(items.map((item) => item.connection))) {
    const tool = toolOf(connection)
    const own = (some: readonly WorkItem[]) => some.filter((item) => item.connection === connection)
    for (const key of unique(own(issues).flatMap((item) => item.parent ?? []))) {
      const item = own(items).find((each) => each.key === key)
      if (item?.isSubtask === true) continue
      const below = own(leaves).filter((child) => child.parent === key)
      const scopes = own(issues).flatMap((child) => (child.parent === key ? [child.scope] : []))
      parents.push({
        connection,
        tool,
        key,
        item: item === undefined ? null : { ...item, activeAt: activeAt(item) },
        scopes: byFrequency(scopes),
        component: byFrequency(below.flatMap((child) => child.components[0] ?? []))[0] ?? null,
        work: sumsOf(below, below),
      })
    }
    const grouped = Map.groupBy(
      own(living).filter((item) => item.milestones.length > 0),
      (item) => JSON.stringify([item.scope, item.milestones]),
    )
    for (const work of grouped.values()) {
      const [{ scope, milestones } = workItem()] = work
      const dated = work.filter((item) => !isParent(item))
      const counted = dated.filter((item) => item.kind === 'issue')
      const pulls = work.filter((item) => item.kind === 'pull_request').length
      milestoneWork.push({ connection, tool, scope, milestones, pulls, work: sumsOf(counted, dated) })
    }
  }
  const scopes = unique(items.map((item) => JSON.stringify([item.connection, item.scope]))).map((place) => {
    const [connection = '', scope = ''] = JSON.parse(place) as string[]
    const own = leaves.filter((item) => item.connection === connection && item.scope === scope)
    return {
      connection,
      tool: toolOf(connection),
      scope,
      isRead: true,
      releaseDays: 'read' as const,
      issues: own.length,
    }
  })
  const newestAt = living.length === 0 ? null : Math.max(...living.map((item) => item.updatedAt))
  return { newestAt, scopes, parents, milestoneWork, emptyEpics: [], releaseDays }
}

function sumsOf(counted: readonly WorkItem[], dated: readonly WorkItem[]): WorkSums {
  const count = (state: ItemState) => counted.filter((item) => item.state === state).length
  const first = (instants: readonly number[]) => (instants.length === 0 ? null : Math.min(...instants))
  return {
    counts: {
      todo: count('todo'),
      inProgress: count('in_progress'),
      done: count('done'),
      dropped: count('dropped'),
    },
    createdAt: first(dated.map((item) => item.createdAt)),
    workedAt: first(dated.flatMap((item) => [item.startedAt, item.doneAt].filter((at) => at !== null))),
    activeAt: dated.length === 0 ? null : Math.max(...dated.map(activeAt)),
    finished: counted.flatMap(({ createdAt, doneAt }) => (doneAt === null ? [] : [{ createdAt, doneAt }])),
  }
}

function activeAt({ doneAt, droppedAt, updatedAt }: WorkItem): number {
  return doneAt ?? droppedAt ?? updatedAt
}

function toolOf(connection: string): 'jira' | 'github' {
  return connection === 'github' ? 'github' : 'jira'
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)]
}

function byFrequency(values: readonly string[]): string[] {
  const count = (value: string) => values.filter((each) => each === value).length
  return unique(values).sort((one, other) => count(other) - count(one) || (one < other ? -1 : 1))
}

/** Text as trackers allow it: anything, and what YAML would read as something else. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.constantFrom('yes', '1e3', '# no comment', 'a: b', '- c', "'", '"\n---\n', '{{x}}', '*a', '  ', '日本', '!!str x'),
)
const anyName = anyText.filter((text) => text !== '')

const anySeed = fc.record({
  title: anyText,
  isOnGithub: fc.boolean(),
  isPull: fc.boolean(),
  isOps: fc.boolean(),
  isSubtask: fc.integer({ min: 0, max: 3 }).map((roll) => roll === 0),
  isGone: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0),
  parent: fc.option(fc.nat(), { freq: 4 }),
  isUnknownParent: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0),
  days: fc.array(fc.integer({ min: -900, max: 84 }), { minLength: 1, maxLength: 3 }),
  state: fc.constantFrom<ItemState>('todo', 'in_progress', 'done', 'dropped'),
  component: fc.option(fc.constantFrom('Android', 'iOS', 'yes', '1.5', ' ')),
  milestones: fc.subarray(['v1', 'null', "it's: 2", '日本'], { maxLength: 2 }),
  assignee: fc.option(anyName),
})

/** Items of a Jira and a GitHub as people leave them: any texts, hierarchies of any depth, parents nobody reads. */
export const anyItems: fc.Arbitrary<WorkItem[]> = fc.array(anySeed, { maxLength: 30 }).map((seeds) => {
  const items: WorkItem[] = []
  for (const [index, seed] of seeds.entries()) {
    const connection = seed.isOnGithub ? 'github' : 'jira'
    const scope = seed.isOnGithub ? 'clinic/ehr' : seed.isOps ? 'OPS' : 'EHR'
    const kind = seed.isOnGithub && seed.isPull ? 'pull_request' : 'issue'
    // Trackers give sub-tasks nothing below them, and the hub asks again for what was below an item that is gone.
    const possible = items.filter((item) => {
      return item.connection === connection && item.kind === 'issue' && !item.isSubtask && item.tombstone === null
    })
    const isChild = kind === 'issue' && seed.parent !== null && !seed.isUnknownParent
    const above = isChild ? possible[(seed.parent ?? 0) % possible.length] : undefined
    const instants = seed.days.map(day).sort((one, other) => one - other)
    const [createdAt = ORIGIN] = instants
    const moves = instants.slice(1).map((at) => [at, seed.state] as const)
    items.push(
      workItem({
        id: index + 1,
        key: seed.isOnGithub ? `${scope}#${index}` : `${scope}-${index}`,
        connection,
        scope,
        kind,
        title: seed.title,
        timeline: timeline(createdAt, ...moves),
        updatedAt: instants.at(-1) ?? createdAt,
        parentId: above?.id ?? null,
        parent: above?.key ?? (seed.isUnknownParent && kind === 'issue' ? `OUT-${index % 3}` : null),
        isSubtask: seed.isSubtask && above !== undefined && !seed.isOnGithub,
        components: seed.component === null || seed.isOnGithub ? [] : [seed.component],
        milestones: seed.milestones,
        assignee: seed.assignee,
        tombstone: seed.isGone ? { kind: 'deleted', at: ORIGIN, movedTo: null } : null,
      }),
    )
  }
  return items
})
