import type { Drafting } from '../drafting.ts'
import type { Draw } from '../draw/draw.ts'
import { DAY_MS } from '../draw/span.ts'
import type { IssueDraft } from '../jira/draft.ts'
import { isStandard } from '../jira/draft-issues.ts'
import type { Repository } from '../programme/programme.ts'
import type { Kind } from '../words/kind.ts'
import type { GithubIssueDraft, Mention, PullDraft } from './draft.ts'
import { drawCourse } from './pull-course.ts'

/** Pull requests of each repository that would close an issue still open, or link to one. */
const CLOSING_LATER = 4
const LINKING = 8

/** Topics of pull requests that belong to no issue. */
const CHORES = [
  'build pipeline',
  'test data generator',
  'lint run',
  'schema check',
  'release script',
  'image build',
  'preview deployment',
]

/** All pull requests of the programme: most name an issue that was worked on just then, some name nothing. */
export function draftPulls(
  drafting: Drafting,
  jira: readonly IssueDraft[],
  github: readonly GithubIssueDraft[],
): PullDraft[] {
  return drafting.programme.repositories.flatMap((repository) => {
    const { repo, pulls, closing } = repository
    const mentions = drawMentions(
      drafting.draw,
      { pulls, closing },
      jira.filter(
        ({ type, stream, life }) =>
          stream?.repo === repo && isStandard(type) && life.steps[0]?.status === 'In Progress',
      ),
      github.filter(({ repo: home, created }) => home === repo && created < drafting.span.end - DAY_MS),
    )
    return mentions.map((mention) => draftPull(drafting, repository, mention))
  })
}

function drawMentions(
  draw: Draw,
  { pulls, closing }: Pick<Repository, 'pulls' | 'closing'>,
  jira: readonly IssueDraft[],
  github: readonly GithubIssueDraft[],
): Mention[] {
  // What closed an issue is when it was closed, so each closed issue has one such pull request at most.
  const closed = draw.sample(
    github.filter(({ reason }) => reason === 'completed'),
    closing + LINKING,
  )
  const open = draw.sample(
    github.filter(({ reason }) => reason === null),
    CLOSING_LATER,
  )
  const named: Mention[] = [
    ...[...closed.slice(0, closing), ...open].map((issue) => ({ form: 'closes' as const, issue })),
    ...closed.slice(closing).map((issue) => ({ form: 'github-url' as const, issue })),
  ]
  // Every issue has its first pull request before any has its second.
  const queue = [
    ...draw.sample(jira, jira.length),
    ...draw.sample(jira, jira.length),
    ...draw.sample(jira, jira.length),
  ]
  const others = Array.from({ length: pulls - named.length }, (): Mention => {
    const form = draw.weighted<'jira-title' | 'jira-branch' | 'jira-both' | 'jira-url' | 'none'>([
      ['jira-title', 34],
      ['jira-branch', 24],
      ['jira-both', 14],
      ['jira-url', 8],
      ['none', 16],
    ])
    const issue = form === 'none' ? undefined : queue.shift()
    return form === 'none' || issue === undefined ? { form: 'none' } : { form, issue }
  })
  return [...named, ...others]
}

function draftPull(drafting: Drafting, { repo, team, pullLabels }: Repository, mention: Mention): PullDraft {
  const { draw, days, programme, span, staff, writer } = drafting
  const { opened, closed, isMerged } = drawCourse(drafting, mention)
  const { kind, topics } = subjectOf(mention, programme.upkeep)
  const { title, topic } = writer.title(draw, kind, 'pull', topics)
  const people = staff.team(team)
  const author = mention.form === 'none' || 'repo' in mention.issue ? draw.pick(people) : mention.issue.worker
  return {
    repo,
    title,
    topic,
    body: writer.body(draw, kind, 'pull', topic),
    kind,
    author,
    created: opened,
    closed,
    updated: closed ?? days.between(draw, opened, span.end),
    milestone: mention.form === 'closes' && draw.chance(0.4) ? mention.issue.milestone : null,
    labels: draw.chance(0.3) ? [draw.pick(pullLabels)] : [],
    isMerged,
    isDraft: closed === null && draw.chance(0.25),
    reviewer: draw.pick(people.filter((person) => person !== author)),
    mention,
    headSha: drawSha(draw),
    mergeSha: drawSha(draw),
  }
}

function subjectOf(mention: Mention, upkeep: Kind): { readonly kind: Kind; readonly topics: readonly string[] } {
  if (mention.form === 'none') return { kind: upkeep, topics: CHORES }
  const kind = 'repo' in mention.issue ? mention.issue.kind : mention.issue.stream?.kind
  return { kind: kind ?? upkeep, topics: [mention.issue.topic] }
}

/** A commit's hash: 40 hexadecimal digits. */
function drawSha(draw: Draw): string {
  return Array.from({ length: 5 }, () => draw.whole(0, 0xffffffff).toString(16).padStart(8, '0')).join('')
}
