import { jiraInstant, parseJiraInstant } from './zone.ts'

/**
 * The sprints of an issue as Data Center writes them: each as the text that the server's own object prints, names and
 * goals as they are, even with commas and brackets in them.
 */
export function wireSprintTexts(value: unknown, zone: string): readonly string[] | null {
  if (!Array.isArray(value) || value.length === 0) return null
  return value.map((sprint: Readonly<Record<string, unknown>>) => {
    const parts = {
      id: sprint.id,
      rapidViewId: sprint.boardId,
      state: String(sprint.state ?? 'closed').toUpperCase(),
      name: sprint.name,
      startDate: instant(sprint.startDate, zone),
      endDate: instant(sprint.endDate, zone),
      completeDate: instant(sprint.completeDate, zone),
      activatedDate: instant(sprint.startDate, zone),
      sequence: sprint.id,
      goal: sprint.goal ?? '',
    }
    const text = Object.entries(parts).map(([name, part]) => `${name}=${part ?? '<null>'}`)
    const hash = (Number(sprint.id) * 2_654_435_761).toString(16).slice(-8)
    return `com.atlassian.greenhopper.service.sprint.Sprint@${hash}[${text.join()}]`
  })
}

/** Here, alone in Jira, an offset has a colon. */
function instant(value: unknown, zone: string): string | null {
  if (typeof value !== 'string') return null
  return jiraInstant(parseJiraInstant(value), zone).replace(/(\d{2})(\d{2})$/, '$1:$2')
}
