import type { GithubHook, HookDelivery } from './github-hooks.ts'
import type { GithubRepository } from './github-repository.ts'
import type { GithubOrigins } from './wire-user.ts'

/** A webhook as its administrators see it; the secret is never shown. */
export function wireHook(
  hook: GithubHook,
  latest: HookDelivery | undefined,
  repository: GithubRepository,
  origins: GithubOrigins,
) {
  const url = `${origins.api}/repos/${repository.fullName}/hooks/${hook.id}`
  return {
    type: 'Repository',
    id: hook.id,
    name: 'web',
    active: hook.active,
    events: hook.events,
    config: {
      content_type: hook.contentType,
      insecure_ssl: hook.insecureSsl,
      url: hook.url,
      ...(hook.secret === null ? {} : { secret: '********' }),
    },
    updated_at: hook.createdAt,
    created_at: hook.createdAt,
    url,
    test_url: `${url}/test`,
    ping_url: `${url}/pings`,
    deliveries_url: `${url}/deliveries`,
    last_response:
      latest === undefined
        ? { code: null, status: 'unused', message: null }
        : { code: codeOf(latest), status: isSuccess(latest) ? 'active' : 'failed', message: statusOf(latest) },
  }
}

/** A call as the list of deliveries shows it. */
export function wireDelivery(delivery: HookDelivery, hook: GithubHook) {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: new Date(delivery.at).toISOString(),
    redelivery: delivery.isRedelivery,
    duration: 0.05,
    status: statusOf(delivery),
    status_code: codeOf(delivery),
    event: delivery.event,
    action: delivery.action,
    installation_id: null,
    repository_id: hook.repositoryId,
    throttled_at: null,
  }
}

/** A call with what was sent and answered. */
export function wireFullDelivery(delivery: HookDelivery, hook: GithubHook) {
  return {
    ...wireDelivery(delivery, hook),
    url: hook.url,
    request: { headers: delivery.headers, payload: delivery.payload },
    response: { headers: {}, payload: delivery.record.answer },
  }
}

/** Whether the receiver took the call. */
export function isSuccess(delivery: HookDelivery): boolean {
  return delivery.record.state === 'delivered'
}

function codeOf({ record }: HookDelivery): number {
  return record.statuses.at(-1) ?? 0
}

function statusOf(delivery: HookDelivery): string {
  if (isSuccess(delivery)) return 'OK'
  const code = codeOf(delivery)
  return code === 0 ? 'failed to connect to host' : `Invalid HTTP Response: ${code}`
}
