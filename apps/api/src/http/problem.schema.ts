import { z } from '@hono/zod-openapi'

/** A problem document of RFC 9457, as every failed call answers it. */
export const problemSchema = z
  .object({
    type: z.string().openapi({ description: 'Stable address of this kind of problem; it ends in its code.' }),
    title: z.string().openapi({ description: 'What kind of problem it is; the same each time.' }),
    status: z.int(),
    detail: z.string().openapi({ description: 'What went wrong this time, and what to do.' }),
    code: z.string().openapi({ description: 'Stable, such as `plan.invalid`.' }),
    requestId: z.string().openapi({ description: 'Also in the log, and in the header X-Request-Id.' }),
    errors: z
      .array(
        z.object({
          pointer: z.string().openapi({ description: 'JSON pointer into the body, or `/` and a parameter’s name.' }),
          detail: z.string(),
          line: z.int().optional(),
          column: z.int().optional(),
        }),
      )
      .optional()
      .openapi({ description: 'Only for bad input: every fault that was found.' }),
  })
  .openapi('Problem')

/** What goes over the wire when a call fails. */
export type Problem = z.infer<typeof problemSchema>

export const problemExample = {
  type: 'https://throughline.dev/problems/plan.invalid',
  title: 'The input is not acceptable',
  status: 400,
  detail: 'The plan document has a fault. line 14, column 9: unknown field `titel`; was `title` meant?',
  code: 'plan.invalid',
  requestId: '0f8fad5b-d9cb-469f-a165-70867728950e',
  errors: [
    {
      pointer: '/objectives/0/titel',
      detail: 'unknown field `titel`; was `title` meant?',
      line: 14,
      column: 9,
    },
  ],
} satisfies Problem
