import type { FaultBook } from '../http/faults.ts'
import type { JiraIssueRecord, JiraVersionRecord } from '../records.ts'
import type { JiraCatalog } from './jira-catalog.ts'
import type { JiraSite } from './jira-site.ts'

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
  /** Sets the zone of the account while Jira runs. */
  setJiraZone(zone: string): void
  /** Makes the account an administrator of the site, or no longer: others may not set up webhooks. Default true. */
  setJiraAdmin(isAdmin: boolean): void
  /** Jira's burst limit for the next `times` requests: 429 with `Retry-After` (seconds). */
  limitJira(retryAfterSeconds: number, times?: number): void
}

/** Makes the control of a running simulated Jira. */
export function makeJiraControl(jira: JiraSite, catalog: JiraCatalog, faults: FaultBook): JiraControl {
  return {
    upsertJiraIssue: (record, options) => jira.upsert(record, options?.touch ?? true),
    patchJiraIssue: (key, fields) => jira.patch(key, fields),
    jiraIssue: (key) => jira.kept(key)?.record ?? null,
    deleteJiraIssue: (key) => jira.delete(key),
    moveJiraIssue: (key, project) => jira.move(key, project),
    hideJiraIssue: (key) => jira.hideIssue(key, true),
    showJiraIssue: (key) => jira.hideIssue(key, false),
    hideJiraProject: (key) => jira.hideProject(key, true),
    showJiraProject: (key) => jira.hideProject(key, false),
    putJiraVersion: (project, version) => catalog.putVersion(project, version),
    renameJiraVersion: (project, from, to) => catalog.renameVersion(project, from, to),
    renameJiraComponent: (project, from, to) => catalog.renameComponent(project, from, to),
    renameJiraStatus: (project, from, to) => catalog.renameStatus(project, from, to),
    setJiraZone: (zone) => jira.setZone(zone),
    setJiraAdmin: (isAdmin) => {
      jira.isAdmin = isAdmin
    },
    limitJira: (retryAfterSeconds, times = 1) =>
      faults.add({
        match: { tool: 'jira' },
        status: 429,
        headers: { 'retry-after': String(retryAfterSeconds), 'ratelimit-reason': 'jira-burst-based' },
        body: { errorMessages: ['Rate limit exceeded.'], errors: {} },
        times,
      }),
  }
}
