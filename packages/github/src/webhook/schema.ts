import { z } from 'zod'
import { lenient } from '../schema.ts'

const numbered = lenient(z.object({ number: z.int().positive(), repository_url: lenient(z.string()) }))
const repository = lenient(z.object({ full_name: z.string().regex(/^[\w.-]+\/[\w.-]+$/) }))

/** What of a delivery's body is read, whatever its event. */
export const deliverySchema = z.object({
  action: lenient(z.string()),
  repository,
  issue: numbered,
  pull_request: numbered,
  parent_issue: numbered,
  sub_issue: numbered,
  changes: lenient(z.object({ new_issue: numbered, new_repository: repository })),
})

/** A webhook as its administrators see it; the secret is masked. */
export const hookSchema = z.object({
  id: z.int(),
  active: lenient(z.boolean()),
  events: lenient(z.array(z.string())),
  config: lenient(
    z.object({ url: lenient(z.string()), content_type: lenient(z.string()), secret: lenient(z.string()) }),
  ),
})

/** A delivery in the list of a webhook's deliveries. */
export const deliveryItemSchema = z.object({
  id: z.union([z.string(), z.int()]).transform(String),
  guid: z.string(),
  delivered_at: z.string(),
  event: z.string(),
})

/** A delivery with what was sent. */
export const sentDeliverySchema = z.object({ request: lenient(z.object({ payload: lenient(z.looseObject({})) })) })
