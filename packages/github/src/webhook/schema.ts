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
