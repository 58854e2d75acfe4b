import { childAt, children, type Place, type Spot, spot, spots } from './outline-place.ts'

/** What a reference has to name. */
type ReferenceKind = 'objective' | 'deliverable' | 'finding'

/** A part of the plan as far as the checks across a document look at it, read leniently. */
export interface OutlinedPart {
  /** The list it stands in, such as `risks`. */
  readonly list: string
  readonly id: Spot | null
  readonly references: readonly { readonly to: ReferenceKind; readonly spot: Spot }[]
  /** Days that have to lie in the plan's period. */
  readonly days: readonly Spot[]
  /** First and last days that have to stand in this order. */
  readonly spans: readonly (readonly [Spot | null, Spot | null])[]
}

/** Where the parts of each list name others, and which of their days the period bounds. */
const LISTS: readonly {
  readonly list: string
  readonly references?: Readonly<Record<string, ReferenceKind>>
  readonly days?: readonly string[]
  readonly spans?: readonly (readonly [string, string])[]
}[] = [
  {
    list: 'investments',
    references: { objective: 'objective', deliverables: 'deliverable' },
    days: ['start', 'due'],
    spans: [
      ['start', 'due'],
      ['started', 'finished'],
    ],
  },
  { list: 'milestones', references: { deliverables: 'deliverable' }, days: ['date'] },
  { list: 'inventory', references: { closedBy: 'deliverable' } },
  { list: 'controls' },
  { list: 'risks', references: { 'mitigation.deliverables': 'deliverable' } },
  { list: 'transition', references: { supports: 'deliverable' }, days: ['due'] },
  { list: 'stakeholders' },
  {
    list: 'projects',
    spans: [
      ['planned.start', 'planned.end'],
      ['actual.start', 'actual.end'],
    ],
  },
]

/** The parts of every list of a document, in document order. */
export function partsOf(root: Place): OutlinedPart[] {
  return LISTS.flatMap(({ list, references = {}, days = [], spans = [] }) =>
    children(root, list).map((part) => ({
      list,
      id: spot(childAt(part, 'id')),
      references: Object.entries(references).flatMap(([field, to]) =>
        spots(childAt(part, field)).map((each) => ({ to, spot: each })),
      ),
      days: days.flatMap((field) => spots(childAt(part, field))),
      spans: [
        ...spans.map(([first, last]) => [spot(childAt(part, first)), spot(childAt(part, last))] as const),
        ...children(part, 'decisions').map(
          (each) => [spot(childAt(each, 'asked')), spot(childAt(each, 'given'))] as const,
        ),
      ],
    })),
  )
}

/** The days of the reviews, each of which may be held once a day. */
export function reviewDaysOf(root: Place): Spot[] {
  return children(root, 'reviews')
    .map((review) => spot(childAt(review, 'date')))
    .filter((day) => day !== null)
}

const SWOT_SIDES = ['strengths', 'weaknesses', 'opportunities', 'threats']

/** The ids of all findings of the analysis. */
export function findingIdsOf(root: Place): Spot[] {
  const lists = [...SWOT_SIDES.map((side) => `analysis.swot.${side}`), 'analysis.needs', 'analysis.feedback']
  return lists.flatMap((list) =>
    children(root, list)
      .map((finding) => spot(childAt(finding, 'id')))
      .filter((id) => id !== null),
  )
}

/** Where the first amount of money stands; null when the document has none. */
export function firstMoneyOf(root: Place): Place | null {
  const objectives = children(root, 'objectives')
  const amounts = [
    ...[...objectives, ...objectives.flatMap((objective) => children(objective, 'deliverables'))].map((node) =>
      childAt(node, 'budget'),
    ),
    ...children(root, 'investments').map((part) => childAt(part, 'cost')),
    ...children(root, 'stakeholders').map((part) => childAt(part, 'willingToSpend')),
    ...children(root, 'projects').flatMap((part) =>
      ['planned.cost', 'actual.cost', 'benefit'].map((field) => childAt(part, field)),
    ),
  ]
  return amounts.find(({ value }) => value !== undefined) ?? null
}
