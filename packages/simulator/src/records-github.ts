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
  /**
   * What happened to them. For a closed one of which nothing is told, the server makes up that it was closed when
   * `closed_at` says so.
   */
  readonly events?: readonly GithubIssueEventRecord[]
  readonly reviews?: readonly GithubReviewRecord[]
  readonly releases?: readonly GithubReleaseRecord[]
  readonly deployments?: readonly GithubDeploymentRecord[]
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

/** Something that happened to an issue or pull request, as `GET /repos/{owner}/{repo}/issues/events` lists it. */
export interface GithubIssueEventRecord {
  /** Grows with time. Left out, the server numbers it. */
  readonly id?: number
  /** Number of the issue or pull request; served as the whole `issue`. */
  readonly number: number
  /** E.g. `closed`, `reopened`, `merged`, `labeled`. */
  readonly event: string
  readonly created_at: string
  readonly actor?: GithubUserRecord | null
  /** The commit that closed or merged. */
  readonly commit_id?: string | null
  /** Why it was closed; pull requests have none. */
  readonly state_reason?: GithubIssueRecord['state_reason']
  readonly label?: { readonly name: string; readonly color: string }
  readonly assignee?: GithubUserRecord
  readonly assigner?: GithubUserRecord
  readonly milestone?: { readonly title: string }
  readonly rename?: { readonly from: string; readonly to: string }
  readonly lock_reason?: string | null
}

/** A review as `GET /repos/{owner}/{repo}/pulls/{number}/reviews` lists it. */
export interface GithubReviewRecord {
  readonly id: number
  /** Number of the pull request. */
  readonly number: number
  readonly user: GithubUserRecord | null
  readonly state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED'
  readonly submitted_at: string
  readonly body?: string
  /** Default the head of the pull request. */
  readonly commit_id?: string
  readonly author_association?: string
}

/** A release as `GET /repos/{owner}/{repo}/releases` lists it. */
export interface GithubReleaseRecord {
  readonly id: number
  readonly tag_name: string
  /** Default the default branch. */
  readonly target_commitish?: string
  readonly name?: string | null
  readonly body?: string | null
  readonly draft?: boolean
  readonly prerelease?: boolean
  readonly author?: GithubUserRecord
  readonly created_at: string
  /** Null for a draft. */
  readonly published_at: string | null
}

/** A deployment as `GET /repos/{owner}/{repo}/deployments` lists it. */
export interface GithubDeploymentRecord {
  readonly id: number
  readonly sha: string
  readonly ref: string
  /** Default `deploy`. */
  readonly task?: string
  readonly environment: string
  /** Default: whether the environment is called `production`. */
  readonly production_environment?: boolean
  readonly transient_environment?: boolean
  readonly description?: string | null
  readonly creator?: GithubUserRecord | null
  readonly created_at: string
  readonly updated_at?: string
  /** Oldest first. */
  readonly statuses?: readonly GithubDeploymentStatusRecord[]
}

/** What became of a deployment, as `GET /repos/{owner}/{repo}/deployments/{id}/statuses` lists it. */
export interface GithubDeploymentStatusRecord {
  readonly id: number
  readonly state: 'error' | 'failure' | 'inactive' | 'pending' | 'success' | 'queued' | 'in_progress'
  readonly description?: string
  readonly environment_url?: string
  readonly log_url?: string
  readonly creator?: GithubUserRecord | null
  readonly created_at: string
}
