import { type Simulator, startSimulator } from '@throughline/simulator'
import { type SettableClock, settableClock } from '@throughline/testing'
import { Fates } from './histories-fates.ts'
import { elsewhere, GithubWorld, repositories } from './histories-github.ts'
import { JiraWorld, projects } from './histories-jira.ts'
import type { Deed, History } from './histories-steps.ts'

/** The tools of one history, their clock, and what became of every key. */
export interface World {
  readonly clock: SettableClock
  readonly simulator: Simulator
  readonly jira: JiraWorld
  readonly github: GithubWorld
  readonly fates: Fates
  readonly isSelfHosted: boolean
  /** Whether a project or repository could not be seen for a while: what went to it then looks deleted. */
  readonly wasVeiled: boolean
  do(deed: Deed): void
  /** Lets these happen before the request of their number, counted from now. */
  interrupt(deeds: readonly (Deed & { readonly request: number })[]): void
}

/**
 * What a request takes, and people from one deed to the next: some share a second of GitHub's stamps, and most lie further
 * apart than a walk reaches back before its mark.
 */
const requestMs = 20
const quickMs = 400
const slowMs = 17 * 60_000

/** Starts tools as a history wants them. */
export async function startWorld({ isSelfHosted, indexLagMinutes, offsetMinutes, before }: History): Promise<World> {
  const clock = settableClock()
  const waiting: (Deed & { readonly request: number })[] = []
  const offset = { jira: offsetMinutes.jira * 60_000, github: offsetMinutes.github * 60_000 }
  let isBusy = true
  let wasVeiled = false
  // Every request asks for the time before it is answered: that is when somebody else may be faster.
  const passing = () => {
    if (!isBusy) {
      isBusy = true
      clock.advance(requestMs)
      const count = simulator.control.requests().length + 1
      for (const deed of waiting.filter(({ request }) => request <= count)) {
        waiting.splice(waiting.indexOf(deed), 1)
        perform(deed)
      }
      isBusy = false
    }
    return clock()
  }
  const simulator = await startSimulator({
    data: {
      jira: [
        {
          accountTimeZone: 'UTC',
          projects: projects.map((key, at) => ({ id: `${100 + at}`, key, name: `Project ${key}` })),
          issues: [],
          fields: [],
          users: [],
        },
      ],
      github: [...repositories, elsewhere].map((repo) => ({ repo, issues: [], pulls: [] })),
    },
    jira: {
      deployment: isSelfHosted ? 'data-center' : 'cloud',
      indexLagMs: indexLagMinutes * 60_000,
      pageMax: 5,
    },
    github: { deployment: isSelfHosted ? 'enterprise-server' : 'cloud' },
    clock: passing,
  })
  const { control } = simulator
  const fates = new Fates()
  const jira = new JiraWorld(control, fates, () => clock() + offset.jira)
  const github = new GithubWorld(control, fates, () => clock() + offset.github)
  const deeds = deedsOf(jira, github)
  const perform = ({ deed, which, other }: Deed) => {
    clock.advance(quickMs)
    if (deed.startsWith('veil')) wasVeiled = true
    deeds[deed](which, other)
  }
  for (const tool of ['jira', 'github'] as const) {
    control.setClockOffset(tool, offset[tool])
    control.holdWebhooks(tool, true)
  }
  const world: World = {
    clock,
    simulator,
    jira,
    github,
    fates,
    isSelfHosted,
    get wasVeiled() {
      return wasVeiled
    },
    do(deed) {
      isBusy = true
      if (deed.other % 3 !== 0) clock.advance(slowMs)
      perform(deed)
      isBusy = false
    },
    interrupt(these) {
      control.clearRequests()
      waiting.splice(0, waiting.length, ...these)
    },
  }
  for (const deed of before) world.do(deed)
  isBusy = false
  return world
}

function deedsOf(jira: JiraWorld, github: GithubWorld): Record<Deed['deed'], (which: number, other: number) => void> {
  return {
    'create jira': (which, other) => jira.create(which, other),
    'retitle jira': (which) => jira.retitle(which),
    'relabel jira': (which, other) => jira.relabel(which, other),
    'move status': (which, other) => jira.moveStatus(which, other),
    'parent jira': (which, other) => jira.setParent(which, other),
    'move jira': (which) => jira.move(which),
    'delete jira': (which) => jira.delete(which),
    'hide jira': (which) => jira.hide(which),
    'show jira': (which) => jira.show(which),
    'set version': (which, other) => jira.setVersion(which, other),
    'rename version': (which) => jira.renameVersion(which),
    'set component': (which, other) => jira.setComponent(which, other),
    'rename component': (which) => jira.renameComponent(which),
    'rename status': (which) => jira.renameStatus(which),
    'set zone': (which) => jira.setZone(which),
    'veil project': (which) => jira.veil(which, true),
    'unveil project': (which) => jira.veil(which, false),
    'create github': (which, other) => github.create(which, other),
    'create pull': (which, other) => github.createPull(which, other),
    'retitle github': (which) => github.retitle(which),
    'relabel github': (which, other) => github.relabel(which, other, true),
    'relabel github silently': (which, other) => github.relabel(which, other, false),
    close: (which) => github.close(which, 'completed'),
    'close as not planned': (which) => github.close(which, 'not_planned'),
    reopen: (which) => github.reopen(which),
    merge: (which) => github.merge(which),
    'reword pull': (which, other) => github.rewordPull(which, other),
    'parent github': (which, other) => github.setParent(which, other),
    transfer: (which, other) => github.transfer(which, other),
    'delete github': (which) => github.delete(which),
    'hide github': (which) => github.hide(which),
    'rename label': (which) => github.renameLabel(which),
    'set milestone': (which) => github.setMilestone(which),
    'rename milestone': (which) => github.renameMilestone(which),
    'veil repository': (which) => github.veil(which, true),
    'unveil repository': (which) => github.veil(which, false),
  }
}
