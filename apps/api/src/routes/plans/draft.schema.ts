import { z } from '@hono/zod-openapi'
import { date, slug } from '../../fields.ts'

/** What a first plan is drafted from. */
export const draftInput = z
  .strictObject({
    connections: z
      .array(z.string().min(1))
      .min(1, 'name at least one connection')
      .openapi({ description: 'Ids of the connections to draft from.' }),
    id: slug.optional().openapi({ description: 'Id of the plan. Default `draft-` and the connections.' }),
    title: z.string().min(1).max(200).optional(),
    since: date.optional().openapi({
      description:
        'What had no activity since the beginning of this day in UTC is left out. Default a year before the newest change.',
    }),
    scopes: z
      .array(z.string().min(1))
      .min(1, 'name at least one project or repository, or leave the field out')
      .optional()
      .openapi({ description: 'Projects and repositories: only what has work in one of them is taken. Default all.' }),
  })
  .openapi('DraftInput')

export const draftInputExample = { connections: ['jira', 'github'], id: 'ehr-2027', since: '2026-01-01' }
