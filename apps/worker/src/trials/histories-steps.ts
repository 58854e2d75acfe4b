import { fc } from '@fast-check/vitest'

/** What people do to the simulated tools. `which` and `other` choose among what there is, so any number fits. */
export interface Deed {
  readonly deed: (typeof jiraDeeds)[number] | (typeof githubDeeds)[number]
  readonly which: number
  readonly other: number
}

/** One step of a history. */
export type Step =
  | (Deed & { readonly step: 'deed' })
  | {
      readonly step: 'sync'
      readonly tool: 'jira' | 'github'
      readonly mode: 'full' | 'incremental'
      /** What happens before the request of that number. */
      readonly during: readonly (Deed & { readonly request: number })[]
    }
  | {
      readonly step: 'fault'
      readonly tool: 'jira' | 'github'
      readonly fault: number
      readonly skip: number
      readonly times: number
    }
  | {
      readonly step: 'webhooks'
      readonly tool: 'jira' | 'github'
      readonly isReversed: boolean
      readonly duplicates: number
      readonly drop: number
      readonly seed: number
    }
  | { readonly step: 'wait'; readonly minutes: number }

/** A whole history: how the tools are set up, and what happens then. */
export interface History {
  readonly indexLagMinutes: number
  /** How far the tools' clocks are off. */
  readonly offsetMinutes: { readonly jira: number; readonly github: number }
  /** What there is before the first sync. */
  readonly before: readonly Deed[]
  readonly steps: readonly Step[]
}

const jiraDeeds = [
  'create jira',
  'retitle jira',
  'relabel jira',
  'move status',
  'parent jira',
  'move jira',
  'delete jira',
  'hide jira',
  'show jira',
  'set version',
  'rename version',
] as const

const githubDeeds = [
  'create github',
  'create pull',
  'retitle github',
  'relabel github',
  'relabel github silently',
  'close',
  'close as not planned',
  'reopen',
  'merge',
  'reword pull',
  'parent github',
  'transfer',
  'delete github',
  'hide github',
  'rename label',
] as const

const choice = fc.nat({ max: 30 })
const deed = (deeds: readonly Deed['deed'][]): fc.Arbitrary<Deed> =>
  fc.record({ deed: fc.constantFrom(...deeds), which: choice, other: choice })
const anyDeed = fc.oneof(deed(jiraDeeds), deed(githubDeeds))
const tool = fc.constantFrom('jira' as const, 'github' as const)

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: anyDeed.map((each) => ({ ...each, step: 'deed' as const })) },
  {
    weight: 3,
    arbitrary: fc.record({
      step: fc.constant('sync' as const),
      tool,
      mode: fc.oneof(
        { weight: 3, arbitrary: fc.constant('incremental' as const) },
        { weight: 1, arbitrary: fc.constant('full' as const) },
      ),
      during: fc.array(
        fc.tuple(anyDeed, fc.integer({ min: 1, max: 12 })).map(([each, request]) => ({ ...each, request })),
        { maxLength: 2 },
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      step: fc.constant('fault' as const),
      tool,
      fault: choice,
      skip: fc.nat({ max: 4 }),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      step: fc.constant('webhooks' as const),
      tool,
      isReversed: fc.boolean(),
      duplicates: fc.nat({ max: 2 }),
      drop: fc.nat({ max: 2 }),
      seed: fc.nat({ max: 1_000 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ step: fc.constant('wait' as const), minutes: fc.constantFrom(1, 7, 45, 1500) }) },
)

const offset = fc.constantFrom(0, 0, 10, -10)

/** Histories of 5 to 15 steps. */
export const histories: fc.Arbitrary<History> = fc.record({
  indexLagMinutes: fc.constantFrom(0, 0, 1, 15),
  offsetMinutes: fc.record({ jira: offset, github: offset }),
  before: fc.array(deed(['create jira', 'create jira', 'create github', 'create pull', 'parent jira', 'set version']), {
    maxLength: 8,
  }),
  steps: fc.array(step, { minLength: 5, maxLength: 15 }),
})
