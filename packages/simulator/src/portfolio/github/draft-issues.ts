import type { Drafting } from '../drafting.ts'
import { drawCreated, drawDone } from '../draw/life.ts'
import { DAY_MS } from '../draw/span.ts'
import type { Repository } from '../programme/programme.ts'
import type { RepositoryStream } from '../programme/workstream.ts'
import type { GithubIssueDraft } from './draft.ts'

/** All GitHub issues of the programme. */
export function draftGithubIssues(drafting: Drafting): GithubIssueDraft[] {
  return drafting.programme.repositories.flatMap((repository) =>
    repository.streams.flatMap((stream) =>
      Array.from({ length: stream.issues }, () => draftIssue(drafting, repository, stream)),
    ),
  )
}

function draftIssue(
  { draw, days, span, staff, writer }: Drafting,
  { repo, team, issueLabels }: Repository,
  stream: RepositoryStream,
): GithubIssueDraft {
  const at = (part: number) => span.start + (span.end - span.start) * part
  // Upkeep of the code, which belongs to no milestone, is made of tasks rather than wishes.
  const isPlanned = stream.milestone !== null
  const type = draw.weighted<'story' | 'bug' | 'task'>([
    ['story', isPlanned ? 5 : 1],
    ['bug', 3],
    ['task', isPlanned ? 2 : 6],
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
    repo,
    title,
    topic,
    body: writer.body(draw, stream.kind, type, topic),
    kind: stream.kind,
    author: draw.pick(staff.all),
    created,
    closed: isClosed && !isReopened ? done : null,
    updated: Math.max(latest, reopened),
    milestone: stream.milestone,
    labels: [
      { story: 'enhancement', bug: 'bug', task: 'chore' }[type],
      ...stream.labels,
      ...(draw.chance(0.15) ? [draw.pick(issueLabels)] : []),
    ],
    stream,
    assignee: isClosed || draw.chance(0.3) ? draw.pick(staff.team(team)) : null,
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
