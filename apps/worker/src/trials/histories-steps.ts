import { fc } from '@fast-check/vitest'
import type { Tool } from '@throughline/simulator'

/** What people do to the simulated tools. `which` and `other` choose among what there is, so any number fits. */
export interface Deed {
  readonly deed: (typeof jiraDeeds)[number] | (typeof githubDeeds)[number]
  readonly which: number
  readonly other: number
}

/** One step of a history. */
export type Step =
  | { readonly step: 'deeds'; readonly deeds: readonly Deed[] }
  | {
      readonly step: 'sync'
      readonly tool: Tool
      readonly mode: 'full' | 'incremental'
      /** What happens before the request of that number. */
      readonly during: readonly (Deed & { readonly request: number })[]
    }
  | {
      readonly step: 'fault'
      readonly tool: Tool
      readonly fault: number
      readonly skip: number
      readonly times: number
    }
  | {
      readonly step: 'webhooks'
      readonly tool: Tool
      readonly isReversed: boolean
      readonly duplicates: number
      readonly drop: number
      readonly seed: number
    }
  | { readonly step: 'wait'; readonly minutes: number }

/** A whole history: how the tools are set up, and what happens then. */
export interface History {
  readonly tools: readonly Tool[]
  /** Jira Data Center and GitHub Enterprise Server in place of what the vendors host. */
  readonly isSelfHosted: boolean
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
  'set component',
  'rename component',
  'rename status',
  'set zone',
  'veil project',
  'unveil project',
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
  'set milestone',
  'rename milestone',
  'veil repository',
  'unveil repository',
] as const

const choice = fc.nat({ max: 30 })
const offset = fc.constantFrom(0, 0, 10, -10)

function deed(deeds: readonly Deed['deed'][]): fc.Arbitrary<Deed> {
  return fc.record({ deed: fc.constantFrom(...deeds), which: choice, other: choice })
}

function step(tools: readonly Tool[], anyDeed: fc.Arbitrary<Deed>): fc.Arbitrary<Step> {
  const tool = fc.constantFrom(...tools)
  const deeds = fc.array(anyDeed, { minLength: 1, maxLength: 3, size: 'max' })
  const during = fc.array(
    fc.tuple(anyDeed, fc.integer({ min: 1, max: 15 })).map(([each, request]) => ({ ...each, request })),
    { maxLength: 3, size: 'max' },
  )
  const mode = fc.constantFrom('incremental' as const, 'incremental' as const, 'incremental' as const, 'full' as const)
  const times = fc.constantFrom(1, 1, 2, 3, 40)
  const few = fc.nat({ max: 2 })
  return fc.oneof(
    { weight: 7, arbitrary: fc.record({ step: fc.constant('deeds' as const), deeds }) },
    { weight: 4, arbitrary: fc.record({ step: fc.constant('sync' as const), tool, mode, during }) },
    {
      weight: 2,
      arbitrary: fc.record({
        step: fc.constant('fault' as const),
        tool,
        fault: choice,
        skip: fc.nat({ max: 4 }),
        times,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        step: fc.constant('webhooks' as const),
        tool,
        isReversed: fc.boolean(),
        duplicates: few,
        drop: few,
        seed: fc.nat({ max: 1_000 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ step: fc.constant('wait' as const), minutes: fc.constantFrom(1, 7, 45, 1500) }),
    },
  )
}

/** Histories of 5 to 15 steps; without fast-check's bias to the smallest values, few of which make a history. */
export function histories(tools: readonly Tool[]): fc.Arbitrary<History> {
  const [hasJira, hasGithub] = [tools.includes('jira'), tools.includes('github')]
  const anyDeed = deed([...(hasJira ? jiraDeeds : []), ...(hasGithub ? githubDeeds : [])])
  const creating = deed([
    ...(hasJira ? (['create jira', 'create jira', 'parent jira', 'set version'] as const) : []),
    ...(hasGithub ? (['create github', 'create github', 'create pull'] as const) : []),
  ])
  return fc.noBias(
    fc.record({
      tools: fc.constant(tools),
      isSelfHosted: fc.constantFrom(false, false, true),
      indexLagMinutes: fc.constantFrom(0, 0, 1, 15),
      offsetMinutes: fc.record({ jira: offset, github: offset }),
      before: fc.array(creating, { minLength: 6, maxLength: 14, size: 'max' }),
      steps: fc.array(step(tools, anyDeed), { minLength: 5, maxLength: 15, size: 'max' }),
    }),
  )
}
