import type {
  GithubDeploymentRecord,
  GithubDeploymentStatusRecord,
  GithubReleaseRecord,
  GithubReviewRecord,
} from '../records.ts'
import type { GithubRepository } from './github-repository.ts'
import { type GithubOrigins, nodeId, wireUser } from './wire-user.ts'

/** A review as the reviews of its pull request show it. */
export function wireReview(record: GithubReviewRecord, repository: GithubRepository, origins: GithubOrigins) {
  const { id, number } = record
  const html = `${origins.web}/${repository.fullName}/pull/${number}#pullrequestreview-${id}`
  const pull = `${origins.api}/repos/${repository.fullName}/pulls/${number}`
  return {
    id,
    node_id: nodeId('PullRequestReview', id),
    user: record.user === null ? null : wireUser(record.user, origins),
    body: record.body ?? '',
    state: record.state,
    html_url: html,
    pull_request_url: pull,
    author_association: record.author_association ?? 'MEMBER',
    _links: { html: { href: html }, pull_request: { href: pull } },
    submitted_at: record.submitted_at,
    commit_id: record.commit_id ?? repository.pulls.get(number)?.record.head.sha ?? null,
  }
}

/** A release as lists show it; assets are not simulated. */
export function wireRelease(record: GithubReleaseRecord, repository: GithubRepository, origins: GithubOrigins) {
  const repositoryUrl = `${origins.api}/repos/${repository.fullName}`
  const url = `${repositoryUrl}/releases/${record.id}`
  const isDraft = record.draft ?? false
  return {
    url,
    assets_url: `${url}/assets`,
    upload_url: `${url}/assets{?name,label}`,
    html_url: `${origins.web}/${repository.fullName}/releases/tag/${record.tag_name}`,
    id: record.id,
    author: wireUser(record.author ?? repository.owner, origins),
    node_id: nodeId('Release', record.id),
    tag_name: record.tag_name,
    target_commitish: record.target_commitish ?? repository.defaultBranch,
    name: record.name ?? null,
    draft: isDraft,
    immutable: false,
    prerelease: record.prerelease ?? false,
    created_at: record.created_at,
    updated_at: record.published_at ?? record.created_at,
    published_at: isDraft ? null : record.published_at,
    assets: [],
    tarball_url: isDraft ? null : `${repositoryUrl}/tarball/${record.tag_name}`,
    zipball_url: isDraft ? null : `${repositoryUrl}/zipball/${record.tag_name}`,
    body: record.body ?? null,
  }
}

/** A deployment as lists show it. */
export function wireDeployment(record: GithubDeploymentRecord, repository: GithubRepository, origins: GithubOrigins) {
  const repositoryUrl = `${origins.api}/repos/${repository.fullName}`
  const url = `${repositoryUrl}/deployments/${record.id}`
  return {
    url,
    id: record.id,
    node_id: nodeId('Deployment', record.id),
    sha: record.sha,
    ref: record.ref,
    task: record.task ?? 'deploy',
    payload: {},
    original_environment: record.environment,
    environment: record.environment,
    description: record.description ?? null,
    creator: record.creator ? wireUser(record.creator, origins) : null,
    created_at: record.created_at,
    updated_at: record.updated_at ?? record.created_at,
    statuses_url: `${url}/statuses`,
    repository_url: repositoryUrl,
    transient_environment: record.transient_environment ?? false,
    production_environment: record.production_environment ?? record.environment === 'production',
    performed_via_github_app: null,
  }
}

/** What became of a deployment. */
export function wireDeploymentStatus(
  record: GithubDeploymentStatusRecord,
  deployment: GithubDeploymentRecord,
  repository: GithubRepository,
  origins: GithubOrigins,
) {
  const repositoryUrl = `${origins.api}/repos/${repository.fullName}`
  const url = `${repositoryUrl}/deployments/${deployment.id}`
  const creator = record.creator ?? deployment.creator
  return {
    url: `${url}/statuses/${record.id}`,
    id: record.id,
    node_id: nodeId('DeploymentStatus', record.id),
    state: record.state,
    creator: creator ? wireUser(creator, origins) : null,
    description: record.description ?? '',
    environment: deployment.environment,
    target_url: record.log_url ?? '',
    created_at: record.created_at,
    updated_at: record.created_at,
    deployment_url: url,
    repository_url: repositoryUrl,
    environment_url: record.environment_url ?? '',
    log_url: record.log_url ?? '',
    performed_via_github_app: null,
  }
}
