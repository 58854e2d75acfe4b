import type { GithubRights } from './github-auth.ts'
import type { GithubRepository } from './github-repository.ts'
import { type GithubOrigins, nodeId, wireUser } from './wire-user.ts'

/** A repository as pull requests and lists show it. */
export function wireRepository(repository: GithubRepository, origins: GithubOrigins) {
  const { owner, name, id } = repository
  const fullName = `${owner.login}/${name}`
  const url = `${origins.api}/repos/${fullName}`
  const html = `${origins.web}/${fullName}`
  return {
    id,
    node_id: nodeId('Repository', id),
    name,
    full_name: fullName,
    private: repository.isPrivate,
    owner: wireUser(owner, origins),
    html_url: html,
    description: null,
    fork: false,
    url,
    ...repositoryAddresses(url),
    created_at: repository.createdAt,
    updated_at: repository.updatedAt(),
    pushed_at: repository.updatedAt(),
    git_url: `git://${new URL(html).host}/${fullName}.git`,
    ssh_url: `git@${new URL(html).hostname}:${fullName}.git`,
    clone_url: `${html}.git`,
    svn_url: html,
    homepage: null,
    size: 1024,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    has_issues: true,
    has_projects: true,
    has_downloads: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    forks_count: 0,
    mirror_url: null,
    archived: false,
    disabled: false,
    open_issues_count: repository.openCount(),
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: repository.isPrivate ? 'private' : 'public',
    forks: 0,
    open_issues: repository.openCount(),
    watchers: 0,
    default_branch: repository.defaultBranch,
  }
}

/** A repository as `GET /repos/{owner}/{repo}` shows it. */
export function wireFullRepository(repository: GithubRepository, origins: GithubOrigins, rights: GithubRights) {
  return {
    ...wireRepository(repository, origins),
    permissions: { admin: rights.admin, maintain: rights.admin, push: rights.push, triage: rights.push, pull: true },
    network_count: 0,
    subscribers_count: 1,
  }
}

function repositoryAddresses(url: string) {
  return {
    forks_url: `${url}/forks`,
    keys_url: `${url}/keys{/key_id}`,
    collaborators_url: `${url}/collaborators{/collaborator}`,
    teams_url: `${url}/teams`,
    hooks_url: `${url}/hooks`,
    issue_events_url: `${url}/issues/events{/number}`,
    events_url: `${url}/events`,
    assignees_url: `${url}/assignees{/user}`,
    branches_url: `${url}/branches{/branch}`,
    tags_url: `${url}/tags`,
    blobs_url: `${url}/git/blobs{/sha}`,
    git_tags_url: `${url}/git/tags{/sha}`,
    git_refs_url: `${url}/git/refs{/sha}`,
    trees_url: `${url}/git/trees{/sha}`,
    statuses_url: `${url}/statuses/{sha}`,
    languages_url: `${url}/languages`,
    stargazers_url: `${url}/stargazers`,
    contributors_url: `${url}/contributors`,
    subscribers_url: `${url}/subscribers`,
    subscription_url: `${url}/subscription`,
    commits_url: `${url}/commits{/sha}`,
    git_commits_url: `${url}/git/commits{/sha}`,
    comments_url: `${url}/comments{/number}`,
    issue_comment_url: `${url}/issues/comments{/number}`,
    contents_url: `${url}/contents/{+path}`,
    compare_url: `${url}/compare/{base}...{head}`,
    merges_url: `${url}/merges`,
    archive_url: `${url}/{archive_format}{/ref}`,
    downloads_url: `${url}/downloads`,
    issues_url: `${url}/issues{/number}`,
    pulls_url: `${url}/pulls{/number}`,
    milestones_url: `${url}/milestones{/number}`,
    notifications_url: `${url}/notifications{?since,all,participating}`,
    labels_url: `${url}/labels{/name}`,
    releases_url: `${url}/releases{/id}`,
    deployments_url: `${url}/deployments`,
  }
}
