import type { WireContext } from '../../http/gateway.ts'
import type { GithubDeploymentRecord, GithubMilestoneRecord } from '../../records.ts'
import { newestFirst } from '../delivered-work.ts'
import type { Viewer } from '../github-auth.ts'
import { githubError } from '../github-error.ts'
import type { GithubPorts, GithubServe } from '../github-ports.ts'
import { repositoryOf } from '../github-ports.ts'
import type { GithubRepository } from '../github-repository.ts'
import { taggedList } from '../tagged-page.ts'
import { wireDeployment, wireDeploymentStatus, wireRelease, wireReview } from '../wire-delivered-work.ts'
import { wireMilestone } from '../wire-issue.ts'
import { readMilestoneQuery, readPage } from './list-query.ts'

/** Serves milestones, reviews, releases and deployments with their statuses. */
export function serveDeliveredWork(serve: GithubServe, ports: GithubPorts): void {
  const { site, tokens } = ports
  const serveList = <T>(
    path: string,
    listOf: (repository: GithubRepository, c: WireContext, viewer: Viewer) => readonly T[],
    wire: (item: T, repository: GithubRepository, c: WireContext) => unknown,
  ) =>
    serve(path, (c, viewer) => {
      const repository = repositoryOf(c, viewer, site)
      const list = listOf(repository, c, viewer)
      return taggedList(c, site, repository, readPage(c, ports.pageMax), list, (item) => wire(item, repository, c))
    })

  serveList(
    '/repos/{owner}/{repo}/milestones',
    (repository, c) => readMilestoneQuery(c)([...repository.milestones().values()]),
    (milestone: GithubMilestoneRecord, repository) => wireMilestone(milestone, repository, site.origins),
  )
  serveList(
    '/repos/{owner}/{repo}/pulls/{pull_number}/reviews',
    (repository, c) => {
      const number = Number(c.req.param('pull_number'))
      if (repository.pulls.get(number) === undefined) throw githubError(404, 'Not Found')
      return repository.work.reviews(number)
    },
    (review, repository) => wireReview(review, repository, site.origins),
  )
  serveList(
    '/repos/{owner}/{repo}/releases',
    (repository, _c, viewer) =>
      repository.work.releases().filter(({ draft }) => draft !== true || (viewer !== null && tokens.rights.push)),
    (release, repository) => wireRelease(release, repository, site.origins),
  )
  serveList(
    '/repos/{owner}/{repo}/deployments',
    (repository, c) => repository.work.deployments().filter(deploymentFilter(c)),
    (deployment, repository) => wireDeployment(deployment, repository, site.origins),
  )
  serveList(
    '/repos/{owner}/{repo}/deployments/{deployment_id}/statuses',
    (repository, c) => newestFirst(deploymentOf(c, repository).statuses ?? []),
    (status, repository, c) => wireDeploymentStatus(status, deploymentOf(c, repository), repository, site.origins),
  )
}

function deploymentOf(c: WireContext, repository: GithubRepository): GithubDeploymentRecord {
  const deployment = repository.work.deployment(Number(c.req.param('deployment_id')))
  if (deployment === undefined) throw githubError(404, 'Not Found')
  return deployment
}

function deploymentFilter(c: WireContext): (deployment: GithubDeploymentRecord) => boolean {
  const { sha, ref, task, environment } = c.req.query()
  const isAsked = (asked: string | undefined, value: string) =>
    asked === undefined || asked === 'none' || asked === value
  return (deployment) =>
    isAsked(sha, deployment.sha) &&
    isAsked(ref, deployment.ref) &&
    isAsked(task, deployment.task ?? 'deploy') &&
    isAsked(environment, deployment.environment)
}
