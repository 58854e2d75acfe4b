import { putProgress } from '@throughline/hub'
import type { Api } from '../../api.ts'
import { date, id } from '../../fields.ts'
import { endpoint } from '../../http/endpoint.ts'
import * as schema from './progress.schema.ts'

/** Progress that is entered by hand, because the work lives in no tracker. */
export function progressRoutes({ app, hub }: Api): void {
  endpoint(
    app,
    {
      method: 'put',
      path: '/plans/{plan}/deliverables/{deliverable}/progress/{date}',
      tag: 'Roadmap',
      operationId: 'putProgress',
      summary: 'Enter the progress of a deliverable by hand',
      description: 'Only for a deliverable that says `progress: manual`. Entered again for a date, the later stands.',
      params: { plan: id, deliverable: id.openapi({ example: 'network' }), date },
      body: { schema: schema.progressInput, example: schema.progressInputExample },
      answer: { schema: schema.progressEntry, example: schema.progressEntryExample },
    },
    async ({ params: { plan, deliverable, date }, body, c }) => {
      const entry = { progress: body.progress, note: body.note ?? null }
      await putProgress(hub, plan, deliverable, date, { ...entry, author: c.get('caller').name })
      return { deliverable, date, ...entry }
    },
  )
}
