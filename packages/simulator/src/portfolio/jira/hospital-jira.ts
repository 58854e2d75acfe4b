import type { JiraData } from '../../records.ts'
import { HOSPITAL_ZONE, type Span } from '../draw/span.ts'
import { PEOPLE } from '../people/people.ts'
import type { IssueDraft } from './draft.ts'
import { type IssueIdentity, issueRecord } from './issue-record.ts'
import { FIELDS, PROJECTS } from './site.ts'

/** Keys of the drafts: fixed ones as they are, the others in order of creation after them. */
export function identify(drafts: readonly IssueDraft[]): ReadonlyMap<IssueDraft, IssueIdentity> {
  const taken = new Map<string, number>()
  for (const { fixedKey, project } of drafts) if (fixedKey !== null) taken.set(project, (taken.get(project) ?? 0) + 1)
  const ordered = drafts.toSorted((one, other) => one.life.created - other.life.created)
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

/** The Jira site of the hospital group, issues in order of creation. */
export function hospitalJira(identities: ReadonlyMap<IssueDraft, IssueIdentity>, span: Span): JiraData {
  return {
    accountTimeZone: HOSPITAL_ZONE,
    projects: Object.values(PROJECTS),
    issues: [...identities.keys()].map((draft) => issueRecord(draft, identities, span)),
    fields: FIELDS,
    users: PEOPLE.map(({ jira }) => jira),
  }
}
