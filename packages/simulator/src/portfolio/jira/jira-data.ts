import type { JiraData } from '../../records.ts'
import type { Drafting } from '../drafting.ts'
import type { Programme } from '../programme/programme.ts'
import type { IssueDraft } from './draft.ts'
import { type IssueIdentity, issueRecord } from './issue-record.ts'
import { FIELDS, siteOf } from './site.ts'

/** Keys of the drafts: fixed ones as they are, the others in order of creation after them. */
export function identify(
  { projects }: Programme,
  drafts: readonly IssueDraft[],
): ReadonlyMap<IssueDraft, IssueIdentity> {
  const imported = new Set(projects.filter(({ isImported }) => isImported).map(({ key }) => key))
  const taken = new Map<string, number>()
  for (const { fixedKey, project } of drafts) if (fixedKey !== null) taken.set(project, (taken.get(project) ?? 0) + 1)
  const byCreation = drafts.toSorted((one, other) => one.life.created - other.life.created)
  const ordered = [
    ...byCreation.filter(({ project }) => !imported.has(project)),
    ...byCreation.filter(({ project }) => imported.has(project)),
  ]
  return new Map(
    ordered.map((draft, index) => {
      const id = String(20_001 + index)
      if (draft.fixedKey !== null) return [draft, { id, key: draft.fixedKey }]
      const number = (taken.get(draft.project) ?? 0) + 1
      taken.set(draft.project, number)
      return [draft, { id, key: `${draft.project}-${number}` }]
    }),
  )
}

/** The Jira site of a programme, issues in order of their ids. */
export function jiraData(
  { programme, span, staff }: Drafting,
  identities: ReadonlyMap<IssueDraft, IssueIdentity>,
): JiraData {
  const site = siteOf(programme)
  return {
    accountTimeZone: programme.calendar.zone,
    projects: site.projects,
    issues: [...identities.keys()].map((draft) =>
      issueRecord(draft, identities, { site, span, planned: programme.planned }),
    ),
    fields: FIELDS,
    users: staff.all.map(({ jira }) => jira),
  }
}
