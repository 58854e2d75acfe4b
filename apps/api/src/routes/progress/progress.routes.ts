import { z } from '@hono/zod-openapi'
import { deleteProgress, progressEntries, putProgress } from '@throughline/hub'
import type { Api } from '../../api.ts'
import { date, id, paging } from '../../fields.ts'
import { endpoint } from '../../http/endpoint.ts'
import { mapPage, progressEntryJson } from '../../json.ts'
import * as schema from './progress.schema.ts'

const tag = 'Roadmap'
const params = { plan: id, deliverable: id.openapi({ example: 'network' }) }

/** Progress that is entered by hand, because the work lives in no tracker. */
export function progressRoutes({ app, hub }: Api): void {
  endpoint(
    app,
    {
      method: 'put',
      path: '/plans/{plan}/deliverables/{deliverable}/progress/{date}',
      tag,
      operationId: 'putProgress',
      summary: 'Enter the progress of a deliverable by hand',
      description:
        'Only for a deliverable that says `progress: manual`. Entered again for a date, the later stands, and `replaced` is the one before; both stay in the history.',
      params: { ...params, date },
      body: { schema: schema.progressInput, example: schema.progressInputExample },
      answer: { schema: schema.progressEntry, example: schema.progressEntryExample },
    },
    async ({ params: { plan, deliverable, date }, body, c }) => {
      const entry = { progress: body.progress, note: body.note ?? null, author: c.get('caller').name }
      const { action: _, ...put } = progressEntryJson(await putProgress(hub, plan, deliverable, date, entry))
      return { deliverable, ...put, progress: entry.progress }
    },
  )
  endpoint(
    app,
    {
      method: 'delete',
      path: '/plans/{plan}/deliverables/{deliverable}/progress/{date}',
      tag,
      operationId: 'deleteProgress',
      summary: 'Take back progress that was entered by hand',
      description:
        'What was entered and that it was taken back stay in the history. Entries of the plan document stay as they are.',
      params: { ...params, date },
      query: {
        note: z.string().trim().min(1).max(2_000).optional().openapi({ description: 'Why; kept in the history.' }),
      },
      status: 204,
    },
    ({ params: { plan, deliverable, date }, query, c }) =>
      deleteProgress(hub, plan, deliverable, date, { note: query.note ?? null, author: c.get('caller').name }),
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/plans/{plan}/deliverables/{deliverable}/progress',
      tag,
      operationId: 'listProgressEntries',
      summary: 'List what was entered of a deliverable’s progress and taken back, newest first',
      description: 'A log: nothing in it is ever changed. Each act says who, when and what it replaced.',
      params,
      query: paging,
      answer: { schema: schema.progressActPage, example: { items: [schema.progressActExample], nextCursor: null } },
    },
    async ({ params: { plan, deliverable }, query }) =>
      mapPage(await progressEntries(hub, plan, deliverable, query), progressEntryJson),
  )
}
