import type { GithubMilestoneRecord } from '../../records.ts'
import { dayOfSpan, type Span } from '../draw/span.ts'
import type { Milestone } from '../programme/programme.ts'
import type { ThreadDraft } from './draft.ts'

/** The milestones that threads of a repository name, by title, with their counts at the end of the span. */
export function makeMilestones(
  position: number,
  milestones: readonly Milestone[],
  drafts: readonly ThreadDraft[],
  span: Span,
): ReadonlyMap<string, GithubMilestoneRecord> {
  const titles = new Set(drafts.flatMap(({ milestone }) => milestone ?? []))
  return new Map(
    [...titles].map((title, index) => {
      const members = drafts.filter(({ milestone }) => milestone === title)
      const open = members.filter(({ closed }) => closed === null)
      const created = instant(Math.min(...members.map((member) => member.created)))
      const updated = instant(Math.max(...members.map((member) => member.updated)))
      const about = milestones.find((milestone) => milestone.title === title)
      return [
        title,
        {
          id: 9_100_000 + position * 1000 + index,
          number: index + 1,
          title,
          description: about?.description ?? null,
          state: open.length === 0 ? 'closed' : 'open',
          open_issues: open.length,
          closed_issues: members.length - open.length,
          created_at: created,
          updated_at: updated,
          closed_at: open.length === 0 ? updated : null,
          due_on: about === undefined ? null : `${dayOfSpan(span, about.dueMonths, 1)}T07:00:00Z`,
        } satisfies GithubMilestoneRecord,
      ]
    }),
  )
}

function instant(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
