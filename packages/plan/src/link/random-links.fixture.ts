import fc from 'fast-check'
import type { Plan } from '../document/plan.ts'
import type { SelectorInput } from '../document/selector.ts'
import type { WorkItem } from '../item/work-item.ts'
import { smallPlan, workItem } from '../measure/random-portfolio.fixture.ts'

/** How many items a random portfolio has. */
const COUNT = 14

/** Two keys more than there are items: parents that lie where nobody reads. */
const KEYS = COUNT + 2

const keyOf = (index: number) => (index % 3 === 0 ? `clinic/ehr#${index}` : `EHR-${index}`)
const some = <Value>(...values: Value[]) => fc.subarray(values, { minLength: 1 })
const anyKeys = fc.uniqueArray(fc.nat(KEYS - 1).map(keyOf), { minLength: 1, maxLength: 3 })

const fields = {
  connection: some('jira', 'GITHUB'),
  kind: some<'issue' | 'pull_request'>('issue', 'pull_request'),
  keys: anyKeys.map((keys) => keys.map((key) => key.toLowerCase())),
  epic: anyKeys,
  project: some('ehr', 'ops'),
  repo: fc.constant('clinic/ehr'),
  types: some('story', 'Bug'),
  labels: some('a', 'B', 'c', 'team*', '*/?', 'Team/É*', 'c\\*'),
  components: some('api', '*i', 'a?i*'),
  milestone: fc.constant('V1'),
  fixVersions: some('v1', 'v2'),
  statuses: fc.constant('open'),
  assignees: some('ada'),
}
const notEmpty = (choice: object) => Object.keys(choice).length > 0
const anySelector: fc.Arbitrary<SelectorInput> = fc
  .record({ ...fields, not: fc.record(fields, { requiredKeys: [] }).filter(notEmpty) }, { requiredKeys: [] })
  // Selectors of many fields choose hardly anything: keep two or three.
  .chain((choice) =>
    fc
      .subarray(Object.entries(choice), { minLength: 1, maxLength: Math.min(3, Object.keys(choice).length) })
      .map(Object.fromEntries),
  )
  .filter(notEmpty)

const anyLinks = fc.array(anySelector, { maxLength: 3 })
/** Random plans whose links use every field, `not` and patterns. */
export const anyPlan: fc.Arbitrary<Plan> = fc
  .array(fc.record({ links: anyLinks, deliverables: fc.array(anyLinks, { maxLength: 3 }) }), { maxLength: 3 })
  .map((objectives) =>
    smallPlan({
      objectives: objectives.map(({ links, deliverables }, index) => ({
        id: `o${index}`,
        title: 'O',
        links,
        deliverables: deliverables.map((own, place) => ({ id: `o${index}-d${place}`, title: 'D', links: own })),
      })),
    }),
  )

const anyItem = (index: number) =>
  fc
    .record({
      parent: fc.option(fc.nat(KEYS - 1), { freq: 2 }),
      isPull: fc.boolean(),
      isGone: fc.nat(9).map((number) => number === 0),
      type: fc.constantFrom('Story', 'bug', 'Epic'),
      labels: fc.subarray(['A', 'b', 'c', 'c*', 'team/e\u0301 x', 'Teams/a']),
      components: fc.subarray(['API', 'ui', 'a/i b']),
      milestones: fc.subarray(['v1', 'V2']),
      assignee: fc.constantFrom(null, 'Ada', 'Bob'),
      status: fc.constantFrom('Open', 'Closed'),
      references: fc.uniqueArray(fc.nat(COUNT), { maxLength: 3 }),
    })
    .map(({ parent, isPull, isGone, references, ...given }) => {
      const isGitHub = index % 3 === 0
      const kind = isGitHub && isPull ? 'pull_request' : 'issue'
      return workItem({
        ...given,
        id: index,
        key: keyOf(index),
        kind,
        connection: isGitHub ? 'github' : 'jira',
        scope: isGitHub ? 'clinic/ehr' : index % 2 === 0 ? 'EHR' : 'OPS',
        parentId: kind === 'issue' && parent !== null && parent < COUNT ? parent : null,
        parent: kind === 'issue' && parent !== null ? keyOf(parent) : null,
        references: kind === 'pull_request' ? references : [],
        tombstone: isGone ? { kind: 'deleted', at: 0, movedTo: null } : null,
      })
    })

/** Random portfolios: hierarchies with circles and unread parents, pull requests, tombstones, texts of any case. */
export const anyItems: fc.Arbitrary<WorkItem[]> = fc.tuple(
  ...Array.from({ length: COUNT }, (_, index) => anyItem(index)),
)
