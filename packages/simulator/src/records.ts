import type { GithubRepoData } from './records-github.ts'

export type * from './records-github.ts'

/**
 * The records that the simulated tools serve, in the tools' own wire form. Field names, spellings and formats are the
 * vendors'; nothing of this project's vocabulary appears here. A record may leave out what can be rebuilt from the rest
 * (urls, avatars, node ids, counts): the servers fill it up before they answer.
 *
 * Instants: Jira writes `2026-02-03T09:15:00.000+0100` in the account's zone, GitHub `2026-02-03T08:15:00Z`.
 */
export interface SimulatorData {
  /** One entry per Jira site; the simulated Jira merges them, so two entries are two sets of projects on one host. */
  readonly jira: readonly JiraData[]
  /** One entry per repository; all live on one simulated GitHub. */
  readonly github: readonly GithubRepoData[]
}

/** What one Jira site holds. */
export interface JiraData {
  /** IANA zone of the account that searches; JQL date-times and all instants on the wire are in it. */
  readonly accountTimeZone: string
  /** IANA zone of the site, as `/serverInfo` tells it. Default: the account's. */
  readonly serverTimeZone?: string
  readonly projects: readonly JiraProjectRecord[]
  readonly issues: readonly JiraIssueRecord[]
  /** Field definitions beyond the system ones, e.g. Story Points as `customfield_10016`. */
  readonly fields: readonly JiraFieldRecord[]
  readonly users: readonly JiraUserRecord[]
}

/** A project as an issue names it. */
export interface JiraProjectRecord {
  readonly id: string
  readonly key: string
  readonly name: string
  readonly projectTypeKey?: string
  readonly simplified?: boolean
  /** Versions and components beyond those that its issues name. */
  readonly versions?: readonly JiraVersionRecord[]
  readonly components?: readonly JiraNamedRecord[]
}

/** A person. Data Center shows `name` and `key` in place of the account id; both are made up where they are absent. */
export interface JiraUserRecord {
  readonly accountId: string
  readonly name?: string
  readonly key?: string
  readonly displayName: string
  readonly emailAddress?: string
  readonly active?: boolean
  readonly timeZone?: string
}

/** A field definition as `GET /rest/api/3/field` lists it. */
export interface JiraFieldRecord {
  readonly id: string
  readonly name: string
  readonly custom: boolean
  readonly schema?: {
    readonly type: string
    readonly items?: string
    readonly system?: string
    readonly custom?: string
    readonly customId?: number
  }
}

/** An issue as `GET /rest/api/3/issue/{key}` gives it. */
export interface JiraIssueRecord {
  /** Digits, unique on the site. */
  readonly id: string
  readonly key: string
  readonly fields: JiraIssueFields
  /** History, oldest first. Changes of the issue add to it; a record that brings another one replaces it. */
  readonly changelog?: { readonly histories: readonly JiraHistoryRecord[] }
}

/** The fields of an issue; custom fields (`customfield_10016`, ...) stand beside the named ones. */
export interface JiraIssueFields {
  readonly summary: string
  readonly issuetype: JiraIssueTypeRecord
  readonly project: JiraProjectRecord
  readonly status: JiraStatusRecord
  readonly created: string
  readonly updated: string
  readonly resolution?: JiraNamedRecord | null
  readonly resolutiondate?: string | null
  readonly statuscategorychangedate?: string | null
  readonly priority?: JiraNamedRecord | null
  readonly labels?: readonly string[]
  readonly components?: readonly JiraNamedRecord[]
  readonly fixVersions?: readonly JiraVersionRecord[]
  readonly versions?: readonly JiraVersionRecord[]
  readonly assignee?: JiraUserRecord | null
  readonly reporter?: JiraUserRecord | null
  readonly creator?: JiraUserRecord | null
  /** The epic of a standard issue or the parent of a sub-task; key and id suffice, its fields are filled in. */
  readonly parent?: JiraIssueReference | null
  /** Need not be given: served from the parents that other issues name. */
  readonly subtasks?: readonly JiraIssueReference[]
  readonly issuelinks?: readonly unknown[]
  /** Plain text, or a document in Atlassian Document Format; text is served as a document, as v3 does. */
  readonly description?: unknown
  readonly duedate?: string | null
  readonly [field: string]: unknown
}

/** Something with an id and a name: priority, resolution, component. */
export interface JiraNamedRecord {
  readonly id: string
  readonly name: string
  readonly description?: string
}

/** A version of a project; dates are `2026-02-03`. */
export interface JiraVersionRecord {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly archived?: boolean
  readonly released?: boolean
  readonly startDate?: string
  readonly releaseDate?: string
}

/** A sprint, as the Sprint field of an issue on Cloud holds it; instants are `2026-10-05T07:00:00.000Z`. */
export interface JiraSprintRecord {
  readonly id: number
  readonly name: string
  readonly state: 'future' | 'active' | 'closed'
  readonly boardId?: number
  readonly goal?: string
  readonly startDate?: string
  readonly endDate?: string
  readonly completeDate?: string
}

/** Another issue, as a record points to it. */
export interface JiraIssueReference {
  readonly id: string
  readonly key: string
  readonly fields?: {
    readonly summary: string
    readonly status: JiraStatusRecord
    readonly priority?: JiraNamedRecord | null
    readonly issuetype: JiraIssueTypeRecord
  }
}

/** An issue type; `hierarchyLevel` is 1 for epics, 0 for standard issues, -1 for sub-tasks. */
export interface JiraIssueTypeRecord {
  readonly id: string
  readonly name: string
  readonly subtask: boolean
  readonly hierarchyLevel?: number
  readonly description?: string
}

/** A status with its category; category ids are 2 (new), 4 (indeterminate), 3 (done). */
export interface JiraStatusRecord {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly statusCategory: {
    readonly id: number
    readonly key: 'undefined' | 'new' | 'indeterminate' | 'done'
    readonly name: string
    readonly colorName: string
  }
}

/** One change in an issue's history. */
export interface JiraHistoryRecord {
  readonly id: string
  readonly author?: JiraUserRecord
  readonly created: string
  readonly items: readonly JiraHistoryItemRecord[]
}

/** One changed field; `from`/`to` are ids, the strings are names. */
export interface JiraHistoryItemRecord {
  readonly field: string
  readonly fieldtype: string
  /** Absent for what is no field: `Key` and `IssueParentAssociation`. Data Center never serves it. */
  readonly fieldId?: string
  readonly from: string | null
  readonly fromString: string | null
  readonly to: string | null
  readonly toString: string | null
}
