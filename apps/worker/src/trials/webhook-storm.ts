import { hash } from 'node:crypto'
import type { DeliveryRecord, GithubIssueRecord, JiraIssueRecord, SimulatorControl } from '@throughline/simulator'

/** How many issues of each tool the changes fall on: few enough that most are changed several times. */
const issues = 250

/** One change of each tool: a title, labels, or the state; the same number always makes the same change. */
export function changeBoth(control: SimulatorControl, change: number): void {
  const number = 1 + (change % issues)
  const jira = control.jiraIssue(`BULK-${number}`)
  const github = control.githubIssue('bulk/load', number)
  if (jira === null || github === null) throw new Error(`The tools hold no issue ${number}.`)
  control.patchJiraIssue(jira.key, jiraChange(jira, change))
  control.upsertGithubIssue('bulk/load', githubChange(github, change))
}

function jiraChange({ fields }: JiraIssueRecord, change: number): Readonly<Record<string, unknown>> {
  if (change % 3 === 0) return { summary: `Changed ${change}` }
  return { labels: fields.labels?.length === 1 ? ['storm', `wave-${change}`] : ['storm'] }
}

function githubChange(record: GithubIssueRecord, change: number): GithubIssueRecord {
  if (change % 3 === 0) return { ...record, title: `Changed ${change}` }
  if (record.state === 'open') {
    return { ...record, state: 'closed', state_reason: 'completed', closed_at: new Date().toISOString() }
  }
  return { ...record, state: 'open', state_reason: 'reopened', closed_at: null }
}

/** Some numbers twice, and all in an order that has nothing to do with how they came. */
export function shuffledWithRepeats<T>(list: readonly T[], count: number): readonly T[] {
  const repeats = Array.from({ length: Math.max(0, count - list.length) }, (_, at) => list[(at * 7) % list.length])
  return [...list, ...repeats]
    .flatMap((each, at) => (each === undefined ? [] : [{ each, at: hash('sha1', `storm ${at}`) }]))
    .sort((one, other) => (one.at < other.at ? -1 : 1))
    .map(({ each }) => each)
}

/** Sends deliveries as their tool would, so many at once; how long each took until it was answered, ms, shortest first. */
export async function deliver(
  deliveries: readonly DeliveryRecord[],
  atOnce: number,
): Promise<{ readonly statuses: readonly number[]; readonly took: readonly number[] }> {
  const statuses: number[] = []
  const took: number[] = []
  const waiting = deliveries.values()
  const send = async () => {
    for (const { url, headers, body } of waiting) {
      const sentAt = performance.now()
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      })
      await answer.text()
      took.push(performance.now() - sentAt)
      statuses.push(answer.status)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, send))
  return { statuses, took: took.sort((one, other) => one - other) }
}
