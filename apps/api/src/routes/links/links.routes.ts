import { editLinks } from '@throughline/hub'
import type { Api } from '../../api.ts'
import { flag, id } from '../../fields.ts'
import { endpoint } from '../../http/endpoint.ts'
import { planOutcome, planOutcomeExample } from '../plans/plans.schema.ts'
import * as schema from './links.schema.ts'

const edits = [
  ['post', 'add', 'linkWork', 'Link an epic, keys or a selector to an objective or deliverable'],
  ['delete', 'remove', 'unlinkWork', 'Take a link from an objective or deliverable'],
] as const

/** Links, by editing the stored plan document. */
export function linkRoutes({ app, hub }: Api): void {
  for (const [method, action, operationId, summary] of edits) {
    endpoint(
      app,
      {
        method,
        path: '/plans/{plan}/links',
        tag: 'Plans',
        operationId,
        summary,
        description: 'Edits the stored document; comments and order are kept. `dryRun=true` stores nothing.',
        params: { plan: id },
        query: { dryRun: flag.optional() },
        body: { schema: schema.linkInput, example: schema.linkInputExample },
        answer: { schema: planOutcome, example: planOutcomeExample },
      },
      ({ params, query, body, c }) =>
        editLinks(
          hub,
          params.plan,
          { action, ...body, author: c.get('caller').name },
          { dryRun: query.dryRun ?? false },
        ),
    )
  }
}
