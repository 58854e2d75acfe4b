import type {
  GithubDeploymentRecord,
  GithubDeploymentStatusRecord,
  GithubIssueRecord,
  GithubLabelRecord,
  GithubMilestoneRecord,
  GithubPullRecord,
  GithubReleaseRecord,
  GithubReviewRecord,
  GithubUserRecord,
} from '../records.ts'
import type { ThreadMoment } from './change-events.ts'
import type { GithubRepository } from './github-repository.ts'
import type { ThreadChange } from './thread-change.ts'

/** Something in a repository that webhooks tell of. */
export type SiteChange =
  | { readonly kind: 'thread'; readonly change: ThreadChange; readonly moment: ThreadMoment }
  | { readonly kind: 'deleted'; readonly issue: GithubIssueRecord; readonly actor: GithubUserRecord | null }
  | {
      readonly kind: 'left' | 'arrived'
      /** The issue as this repository had or has it. */
      readonly issue: GithubIssueRecord
      readonly other: { readonly repository: GithubRepository; readonly issue: GithubIssueRecord }
      readonly actor: GithubUserRecord | null
    }
  | { readonly kind: 'label'; readonly label: GithubLabelRecord; readonly from: string }
  | { readonly kind: 'milestone'; readonly milestone: GithubMilestoneRecord; readonly from: string }
  | { readonly kind: 'review'; readonly review: GithubReviewRecord; readonly pull: GithubPullRecord }
  | { readonly kind: 'release'; readonly release: GithubReleaseRecord }
  | {
      readonly kind: 'deployment_status'
      readonly deployment: GithubDeploymentRecord
      readonly status: GithubDeploymentStatusRecord
    }

/** Hears of everything that changes through the control. */
export type SiteListener = (repository: GithubRepository, change: SiteChange) => void
