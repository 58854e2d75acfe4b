import type { GithubMilestoneRecord } from '../../records.ts'
import { dayOfSpan, type Span } from '../draw/span.ts'
import type { ThreadDraft } from './draft.ts'

/** What a milestone stands for and in which month of the span it is due. */
const MILESTONES: Readonly<Record<string, { readonly description: string; readonly dueMonths: number }>> = {
  'Patient index': { description: 'One identity per patient for all sites.', dueMonths: 13 },
  'Archive import': { description: 'Scanned cases can be opened from the record.', dueMonths: 15 },
  'Record 2.0': { description: 'What the remaining sites need beyond the first one.', dueMonths: 14 },
  'Portal 1.0': { description: 'Patients sign up and read results and letters.', dueMonths: 10 },
  'Portal 1.1': { description: 'Appointments, reminders and forms before the visit.', dueMonths: 13 },
  'Hub 1.0': { description: 'All messages between systems pass through the hub.', dueMonths: 11 },
  Results: { description: 'Findings arrive in the record as they are released.', dueMonths: 14 },
}

/** The milestones that threads of a repository name, by title, with their counts at the end of the span. */
export function makeMilestones(
  repository: number,
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
      const about = MILESTONES[title]
      return [
        title,
        {
          id: 9_100_000 + repository * 1000 + index,
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
