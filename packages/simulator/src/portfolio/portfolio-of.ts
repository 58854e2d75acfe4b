import type { SimulatorData } from '../records.ts'
import { beginDrafting } from './drafting.ts'
import { DAY_MS } from './draw/span.ts'
import { draftGithubIssues } from './github/draft-issues.ts'
import { draftPulls } from './github/draft-pulls.ts'
import { repositoryRecord } from './github/repository-record.ts'
import { draftIssues } from './jira/draft-issues.ts'
import { draftRoutines } from './jira/draft-routines.ts'
import { identify, jiraData } from './jira/jira-data.ts'
import type { Programme } from './programme/programme.ts'

/** Which portfolio is wanted. */
export interface PortfolioOptions {
  /** A whole number; the same seed on the same day gives the same portfolio. */
  readonly seed: number
  /**
   * Any instant of the last day, in epoch milliseconds. The history ends with the midnight that begins it in the
   * programme's time zone.
   */
  readonly today: number
}

/**
 * Makes up the work of a programme over the year that ends today: a Jira site and its GitHub repositories. Keys of the
 * programme's epics and named tasks exist for every seed.
 *
 * @throws RangeError when the programme names a team, project or component that it does not have, or has no words for a
 * brace in its patterns.
 */
export function portfolioOf(programme: Programme, { seed, today }: PortfolioOptions): SimulatorData {
  const drafting = beginDrafting(programme, seed, today)
  const { days, draw, span } = drafting
  const kickOff = days.next(draw, span.start + DAY_MS)
  const delivery = draftIssues(drafting, programme.delivery, kickOff)
  const github = draftGithubIssues(drafting)
  const pulls = draftPulls(drafting, delivery, github)
  // Drafted last, so that whatever is added to a programme here leaves all the rest as it was.
  const assurance = draftIssues(drafting, programme.assurance, kickOff + DAY_MS)
  const keys = identify(programme, [...delivery, ...assurance, ...draftRoutines(drafting)])
  return {
    jira: [jiraData(drafting, keys)],
    github: programme.repositories.map((repository) =>
      repositoryRecord(
        drafting,
        repository,
        github.filter(({ repo }) => repo === repository.repo),
        pulls.filter(({ repo }) => repo === repository.repo),
        keys,
      ),
    ),
  }
}
