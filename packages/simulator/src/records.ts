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
}

/** A person on Jira Cloud. */
export interface JiraUserRecord {
  readonly accountId: string
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
  /** History, oldest first; served on `/changelog` and with `expand=changelog`. */
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
  readonly releaseDate?: string
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
  readonly fieldId: string
  readonly from: string | null
  readonly fromString: string | null
  readonly to: string | null
  readonly toString: string | null
}

/** What one repository holds. */
export interface GithubRepoData {
  /** `owner/name`. */
  readonly repo: string
  readonly private?: boolean
  readonly defaultBranch?: string
  /** REST issues, those that are pull requests (with a `pull_request` key) among them. */
  readonly issues: readonly GithubIssueRecord[]
  /** REST pull requests; each has a record of the same number in `issues`. */
  readonly pulls: readonly GithubPullRecord[]
}

/** A GitHub account; the url templates are filled up. */
export interface GithubUserRecord {
  readonly login: string
  readonly id: number
  readonly type?: string
}

/** A label of a repository; `color` is six hexadecimal digits. */
export interface GithubLabelRecord {
  readonly id: number
  readonly name: string
  readonly color: string
  readonly description?: string | null
  readonly default?: boolean
}

/** A milestone of a repository. */
export interface GithubMilestoneRecord {
  readonly id: number
  readonly number: number
  readonly title: string
  readonly description?: string | null
  readonly state: 'open' | 'closed'
  readonly creator?: GithubUserRecord | null
  readonly open_issues?: number
  readonly closed_issues?: number
  readonly created_at: string
  readonly updated_at: string
  readonly closed_at?: string | null
  readonly due_on?: string | null
}

/** What issues and pull requests share. */
export interface GithubThreadRecord {
  readonly id: number
  readonly number: number
  readonly title: string
  readonly state: 'open' | 'closed'
  readonly user: GithubUserRecord | null
  readonly labels?: readonly GithubLabelRecord[]
  readonly assignee?: GithubUserRecord | null
  readonly assignees?: readonly GithubUserRecord[]
  readonly milestone?: GithubMilestoneRecord | null
  readonly locked?: boolean
  readonly created_at: string
  readonly updated_at: string
  readonly closed_at: string | null
  readonly body?: string | null
  readonly author_association?: string
  readonly draft?: boolean
}

/** An issue as `GET /repos/{owner}/{repo}/issues` lists it. */
export interface GithubIssueRecord extends GithubThreadRecord {
  readonly state_reason?: 'completed' | 'reopened' | 'not_planned' | 'duplicate' | null
  readonly comments?: number
  /** Present when this is a pull request; its `id` is then the issue's id, not the pull request's. */
  readonly pull_request?: { readonly merged_at?: string | null }
  /** The issue type, where the organization uses them. */
  readonly type?: { readonly id: number; readonly name: string; readonly description?: string | null } | null
  /** Number of the parent issue in the same repository; served as `parent_issue_url` and on `/sub_issues`. */
  readonly parent_number?: number
}

/** A pull request as `GET /repos/{owner}/{repo}/pulls` lists it. */
export interface GithubPullRecord extends GithubThreadRecord {
  readonly merged_at: string | null
  readonly merge_commit_sha?: string | null
  readonly head: GithubBranchRecord
  readonly base: GithubBranchRecord
  readonly requested_reviewers?: readonly GithubUserRecord[]
}

/** One end of a pull request; `sha` is 40 hexadecimal digits. */
export interface GithubBranchRecord {
  readonly ref: string
  readonly sha: string
  readonly label?: string
  readonly user?: GithubUserRecord | null
}
