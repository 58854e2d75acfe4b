import { type CallOptions, type MissedDelivery, type MissedRequest, parseInstant } from '@throughline/source'
import type { z } from 'zod'
import { type GithubClient, type GithubResponse, recordsSchema } from '../client.ts'
import { OVERLAP_MS } from '../items/mark.ts'
import { PAGE_SIZE } from '../list-page.ts'
import { unlessRefused } from '../refused.ts'
import { WEBHOOK_EVENTS } from './github-webhook.ts'
import { deliveryItemSchema, sentDeliverySchema } from './schema.ts'

type DeliveryItem = z.infer<typeof deliveryItemSchema>

/**
 * Finds the deliveries that GitHub sent and the hub does not have, by GUID, which stays the same when one is sent again.
 * GitHub sends nothing a second time by itself, and keeps what it sent for about three days. Whether it calls a delivery
 * failed does not matter: one that was taken and lost is missed as well. Of each webhook the newest come first.
 *
 * A webhook that may not be looked into, or was removed, has nothing to tell: registering says what to do about it.
 */
export async function* missedDeliveries(request: MissedRequest, client: GithubClient): AsyncGenerator<MissedDelivery> {
  const options: CallOptions = { signal: request.signal, meter: { requests: 0 } }
  const found = new Set<string>()
  for (const { scope, hookId } of request.hooks) {
    if (scope === null) continue
    const hook = { scope, hookId, client, options }
    for await (const page of pagesOf(hook, request.since)) {
      const guids = page.map(({ guid }) => guid).filter((guid) => !found.has(guid))
      const known = guids.length === 0 ? new Set(guids) : await request.isKnown(guids)
      for (const { id, guid, event } of page) {
        if (known.has(guid) || found.has(guid)) continue
        found.add(guid)
        const body = await sentBody(hook, id)
        if (body !== null) yield { id: guid, event, body }
      }
    }
  }
}

interface Hook {
  readonly scope: string
  readonly hookId: string
  readonly client: GithubClient
  readonly options: CallOptions
}

/** Deliveries of a webhook since an instant, of events that tell the hub something. */
async function* pagesOf(
  { scope, hookId, client, options }: Hook,
  since: number,
): AsyncGenerator<readonly DeliveryItem[]> {
  // GitHub's clock may differ from the hub's.
  const isRecent = ({ delivered_at: at }: DeliveryItem) => (parseInstant(at) ?? since) >= since - OVERLAP_MS
  for (let cursor: string | null = null; ; ) {
    const answer: GithubResponse<unknown[]> | null = await unlessRefused(
      client.request(
        {
          route: 'GET /repos/{owner}/{repo}/hooks/{hook_id}/deliveries',
          scope,
          parameters: { hook_id: hookId, per_page: PAGE_SIZE, ...(cursor === null ? {} : { cursor }) },
          schema: recordsSchema,
          hasLongIds: true,
        },
        options,
      ),
    )
    if (answer === null) return
    const page = answer.data.flatMap((raw) => deliveryItemSchema.safeParse(raw).data ?? [])
    yield page.filter((item) => isRecent(item) && WEBHOOK_EVENTS.some((event) => event === item.event))
    cursor = answer.links.after
    if (cursor === null || !page.every(isRecent)) return
  }
}

/** What was sent; null when GitHub does not keep it any more. */
async function sentBody({ scope, hookId, client, options }: Hook, id: string): Promise<string | null> {
  const answer = await unlessRefused(
    client.request(
      {
        route: 'GET /repos/{owner}/{repo}/hooks/{hook_id}/deliveries/{delivery_id}',
        scope,
        parameters: { hook_id: hookId, delivery_id: id },
        schema: sentDeliverySchema,
      },
      options,
    ),
  )
  const payload = answer?.data.request?.payload
  return payload ? JSON.stringify(payload) : null
}
