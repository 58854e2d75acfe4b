import { z } from '@hono/zod-openapi'
import { instant, pageOf } from '../../fields.ts'

/** A token that is asked for. */
export const tokenInput = z
  .strictObject({
    name: z.string().trim().min(1).max(200).openapi({ description: 'Who or what uses it.' }),
    role: z
      .enum(['admin', 'read', 'read-only'])
      .transform((role) => (role === 'admin' ? role : 'read'))
      .openapi({
        type: 'string',
        enum: ['admin', 'read', 'read-only'],
        description: '`read`, also written `read-only`, may only read.',
      }),
  })
  .openapi('TokenInput')

export const tokenInputExample = { name: 'Wall display', role: 'read' as const }

/** A token as it is listed: the token itself is shown once, when it is made. */
const token = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.enum(['admin', 'read']),
    createdAt: instant,
    lastUsedAt: instant.nullable(),
  })
  .openapi('Token')

export const tokenExample = {
  id: '0mib4x2z91f0c3a5e7d9',
  name: 'Wall display',
  role: 'read' as const,
  createdAt: '2026-11-23T08:00:00.000Z',
  lastUsedAt: null,
}

export const tokenPage = pageOf(token)

/** The answer to making a token. */
export const newToken = token
  .extend({ token: z.string().openapi({ description: 'Shown this once.' }) })
  .openapi('NewToken')

export const newTokenExample = { ...tokenExample, token: 'tl_…' }
