import type { FaultBook } from '../http/faults.ts'
import type { JiraIssueRecord, JiraSprintRecord, JiraVersionRecord } from '../records.ts'
import type { JiraPorts } from './jira-ports.ts'

/** The part of the simulator's control that concerns Jira. */
export interface JiraControl {
  /**
   * Creates or replaces a Jira issue by key, and sets `updated` to now unless `touch` is false. What changed goes into
   * its changelog, unless the record brings another one or `updated` stands still.
   */
  upsertJiraIssue(record: JiraIssueRecord, options?: { readonly touch?: boolean }): void
  /** Sets some fields of a Jira issue, and `updated` to now. Throws RangeError for an issue that does not exist. */
  patchJiraIssue(key: string, fields: Readonly<Record<string, unknown>>): void
  /** The Jira issue as it stands, or null; hidden ones are there too. */
  jiraIssue(key: string): JiraIssueRecord | null
  deleteJiraIssue(key: string): void
  /**
   * Moves an issue and its sub-tasks to another project and returns its new key; the old key still leads to it. Throws
   * RangeError for an issue or project that does not exist.
   */
  moveJiraIssue(key: string, project: string): string
  /** Puts an issue behind issue security: it is left out of searches and answers 404. Throws RangeError if there is none. */
  hideJiraIssue(key: string): void
  showJiraIssue(key: string): void
  /** Takes the right to browse a project away: its issues are left out, and naming it is refused with 400. */
  hideJiraProject(key: string): void
  showJiraProject(key: string): void
  /** Creates or replaces a version by id. As in Jira, no issue that has it moves its `updated`. */
  putJiraVersion(project: string, version: JiraVersionRecord): void
  /** Gives a version another name wherever it stands; no issue moves its `updated`. Throws RangeError if there is none. */
  renameJiraVersion(project: string, from: string, to: string): void
  /** The same for a component. */
  renameJiraComponent(project: string, from: string, to: string): void
  /** The same for a status of the project's issues. Histories keep the name that it had. */
  renameJiraStatus(project: string, from: string, to: string): void
  /** Starts, closes or renames a sprint in all issues that name it; no issue moves its `updated`. */
  putJiraSprint(sprint: JiraSprintRecord): void
  /** Sets the zone of the account while Jira runs. */
  setJiraZone(zone: string): void
  /** Makes the account an administrator of the site, or no longer: others may not set up webhooks. Default true. */
  setJiraAdmin(isAdmin: boolean): void
  /**
   * Jira's burst limit for the next `times` requests whose path contains `path`, or for any: 429 with `Retry-After`
   * (seconds).
   */
  limitJira(retryAfterSeconds: number, times?: number, path?: string): void
  /** Sets the points that all requests of an hour may cost, null for no limit, and how many of this hour's are gone. */
  setJiraQuota(pointsPerHour: number | null, used?: number): void
}

/** Makes the control of a running simulated Jira. */
export function makeJiraControl({ site, catalog, sprints, quota }: JiraPorts, faults: FaultBook): JiraControl {
  return {
    upsertJiraIssue: (record, options) => site.upsert(record, options?.touch ?? true),
    patchJiraIssue: (key, fields) => site.patch(key, fields),
    jiraIssue: (key) => site.kept(key)?.record ?? null,
    deleteJiraIssue: (key) => site.delete(key),
    moveJiraIssue: (key, project) => site.move(key, project),
    hideJiraIssue: (key) => site.hideIssue(key, true),
    showJiraIssue: (key) => site.hideIssue(key, false),
    hideJiraProject: (key) => site.hideProject(key, true),
    showJiraProject: (key) => site.hideProject(key, false),
    putJiraVersion: (project, version) => catalog.putVersion(project, version),
    renameJiraVersion: (project, from, to) => catalog.renameVersion(project, from, to),
    renameJiraComponent: (project, from, to) => catalog.renameComponent(project, from, to),
    renameJiraStatus: (project, from, to) => catalog.renameStatus(project, from, to),
    putJiraSprint: (sprint) => sprints.put(sprint),
    setJiraZone: (zone) => site.setZone(zone),
    setJiraAdmin: (isAdmin) => {
      site.isAdmin = isAdmin
    },
    limitJira: (retryAfterSeconds, times = 1, path = '') =>
      faults.add({
        match: { tool: 'jira', path },
        status: 429,
        headers: {
          'retry-after': String(retryAfterSeconds),
          'x-ratelimit-reset': new Date(site.clock() + retryAfterSeconds * 1000).toISOString(),
          'ratelimit-reason': 'jira-burst-based',
        },
        body: { errorMessages: ['Rate limit exceeded.'], errors: {} },
        times,
      }),
    setJiraQuota: (pointsPerHour, used = 0) => quota.set(pointsPerHour ?? Number.POSITIVE_INFINITY, used),
  }
}
