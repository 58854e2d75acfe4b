import type { SimulatorData } from '../records.ts'
import { seededDraw } from './draw/draw.ts'
import { spanUntil } from './draw/span.ts'
import { workingDays } from './draw/working-days.ts'
import { draftGithubIssues } from './github/draft-issues.ts'
import { draftPulls } from './github/draft-pulls.ts'
import { repositoryRecord } from './github/repository-record.ts'
import { draftIssues } from './jira/draft-issues.ts'
import { hospitalJira, identify } from './jira/hospital-jira.ts'
import { REPOSITORIES } from './programme/repositories.ts'
import { makeWriter } from './words/writer.ts'

/** Which portfolio is wanted. */
export interface HospitalPortfolioOptions {
  /** A whole number; the same seed on the same day gives the same portfolio. */
  readonly seed: number
  /** Any instant of the last day, in epoch milliseconds. The history ends with the midnight in Berlin that begins it. */
  readonly today: number
}

/**
 * Makes up a hospital group that rolls out electronic health records: a Jira site with the projects EHR and OPS and
 * three GitHub repositories, 1,150 Jira issues, 350 GitHub issues and 600 pull requests over the year that ends today.
 * Keys that `hospitalPlan` names exist for every seed.
 */
export function hospitalPortfolio({ seed, today }: HospitalPortfolioOptions): SimulatorData {
  const span = spanUntil(today)
  const drafting = { draw: seededDraw(seed), days: workingDays(span), span, writer: makeWriter() }
  const jira = draftIssues(drafting)
  const github = draftGithubIssues(drafting)
  const pulls = draftPulls(drafting, jira, github)
  const keys = identify(jira)
  return {
    jira: [hospitalJira(keys, span)],
    github: REPOSITORIES.map(({ repo }, index) =>
      repositoryRecord(
        repo,
        index,
        github.filter((draft) => draft.repo === repo),
        pulls.filter((draft) => draft.repo === repo),
        keys,
        span,
      ),
    ),
  }
}
