import { drawCreated, drawDone } from '../draw/life.ts'
import { DAY_MS } from '../draw/span.ts'
import type { Drafting } from '../jira/draft-issues.ts'
import { PEOPLE, type Team, teamOf } from '../people/people.ts'
import { REPOSITORY, REPOSITORY_STREAMS } from '../programme/repositories.ts'
import type { RepositoryStream } from '../programme/workstream.ts'
import type { GithubIssueDraft } from './draft.ts'

/** Team of each repository. */
const TEAMS: Readonly<Record<string, Team>> = {
  [REPOSITORY.core]: 'core',
  [REPOSITORY.portal]: 'portal',
  [REPOSITORY.hub]: 'hub',
}

/** All GitHub issues of the portfolio. */
export function draftGithubIssues(drafting: Drafting): GithubIssueDraft[] {
  return REPOSITORY_STREAMS.flatMap((stream) =>
    Array.from({ length: stream.issues }, () => draftIssue(drafting, stream)),
  )
}

/** The team that works in a repository. */
export function teamIn(repo: string): Team {
  return TEAMS[repo] ?? 'core'
}

function draftIssue({ draw, days, span, writer }: Drafting, stream: RepositoryStream): GithubIssueDraft {
  const at = (part: number) => span.start + (span.end - span.start) * part
  const type = draw.weighted<'story' | 'bug' | 'task'>([
    ['story', stream.kind === 'engineering' ? 1 : 5],
    ['bug', 3],
    ['task', stream.kind === 'engineering' ? 6 : 2],
  ])
  const created = drawCreated(draw, days, at(stream.from), at(stream.to))
  const finish = stream.finish === null ? null : at(stream.finish)
  const done = days.next(draw, drawDone(draw, days, created, finish, type === 'bug'))
  const isClosed = done < span.end
  const isReopened = isClosed && span.end - done > 7 * DAY_MS && draw.chance(0.025)
  const reopened = isReopened ? days.between(draw, done, Math.min(span.end, done + 30 * DAY_MS)) : created
  const latest = isClosed ? done : days.between(draw, created, Math.min(span.end, created + 60 * DAY_MS))
  const { title, topic } = writer.title(draw, stream.kind, type, stream.topics)
  return {
    repo: stream.repo,
    title,
    topic,
    body: writer.body(draw, stream.kind, type, topic),
    kind: stream.kind,
    author: draw.pick(PEOPLE),
    created,
    closed: isClosed && !isReopened ? done : null,
    updated: Math.max(latest, reopened),
    milestone: stream.milestone,
    labels: [
      { story: 'enhancement', bug: 'bug', task: 'chore' }[type],
      ...(draw.chance(0.15) ? [draw.pick(['good first issue', 'needs design', 'security', 'performance'])] : []),
    ],
    stream,
    assignee: isClosed || draw.chance(0.3) ? draw.pick(teamOf(teamIn(stream.repo))) : null,
    reason: isReopened
      ? 'reopened'
      : isClosed
        ? draw.weighted<'completed' | 'not_planned' | 'duplicate'>([
            ['completed', 91],
            ['not_planned', 6],
            ['duplicate', 3],
          ])
        : null,
    done,
  }
}
