import type { GithubIssueRecord } from '../records.ts'
import type { GithubRepository } from './github-repository.ts'

/** Distance between the id of an issue and the one it gets elsewhere; real ones grow by what happens in between. */
const ID_DISTANCE = 3_000_000_000

/**
 * An issue as it arrives in another repository: another number and id, the same words and times, and of its labels and
 * its milestone what the other repository has by the same name. Its parent stays behind.
 */
export function transferred(
  record: GithubIssueRecord,
  source: GithubRepository,
  target: GithubRepository,
  now: string,
): GithubIssueRecord {
  const { parent_number: _parent, milestone, ...rest } = record
  const labels = target.labels()
  const milestones = [...target.milestones().values()]
  return {
    ...rest,
    id: record.id + ID_DISTANCE + (source.id % 1000),
    number: target.nextNumber(),
    labels: (record.labels ?? []).flatMap(({ name }) => labels.get(name) ?? []),
    milestone: milestones.find(({ title }) => title === milestone?.title) ?? null,
    updated_at: now,
  }
}
