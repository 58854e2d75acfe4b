import { z } from '@hono/zod-openapi'
import { ValidationError } from '@throughline/errors'
import { parseWeek } from '@throughline/plan'

/** PostgreSQL and ISO 8601 agree on these years in every time zone. */
const YEARS = 'a year from 0002 to 9998 is needed'
const MOMENT = 'write an instant with its offset, such as 2026-11-22T17:00:00Z, or a date, such as 2026-11-22'

const moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], MOMENT)
  .refine(isInYears, { error: YEARS, abort: true })

/** An instant in an answer: ISO 8601, UTC, with milliseconds. */
export const instant = z.iso.datetime().openapi({ example: '2026-11-23T06:00:00.000Z' })

/** An id that its user chooses. */
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'an id is lower-case letters, digits and single hyphens')
  .max(64, 'an id has at most 64 characters')
  .openapi({ example: 'ehr-2027' })

/** An id in an address that is only looked up: an impossible one is simply not found. */
export const id = z.string().openapi({ example: 'ehr-2027' })

/** An ISO week. */
export const week = z
  .string()
  .refine(isWeek, 'a week is written as its year and number, such as 2026-W47; only long years have a W53')
  .openapi({ pattern: '^\\d{4}-W\\d{2}$', example: '2026-W47' })

/** A calendar day. */
export const date = z.iso
  .date('a day is written as 2026-11-23')
  .refine(isInYears, YEARS)
  .openapi({ example: '2026-11-23' })

/** An instant or a date in a query; a date means the end of that day in the plan's time zone. */
const asOf = moment.openapi({
  description:
    'What was true then: an instant, or a date, which means the end of that day in the plan’s time zone. Default now, with `knownAt` that moment.',
  example: '2026-11-22',
})

/** When the hub knew what a read answers, in a query. */
const knownAt = moment.openapi({
  description:
    'What the hub knew then: an instant, or a date, which means the end of that day in the plan’s time zone. Default, and for what lies ahead, now.',
  example: '2026-11-23T05:00:00Z',
})

/** The two times of a read: when something was true in the tools, and when the hub knew it. */
export const moments = { asOf: asOf.optional(), knownAt: knownAt.optional() }

/** The same two times of a read over all plans, where a date has no plan’s time zone to end in. */
export const momentsInUtc = {
  asOf: moments.asOf.openapi({
    description: 'As items stood then: an instant, or a date, which means the end of that day in UTC. Default now.',
  }),
  knownAt: moments.knownAt.openapi({
    description:
      'As the hub knew items then: an instant, or a date, which means the end of that day in UTC. Default, and for what lies ahead, now.',
  }),
}

/** A lower bound in a query, included; a date means the beginning of that day in UTC. */
export const since = moment
  .transform((text) => new Date(text).toISOString())
  .openapi({
    type: 'string',
    description: 'An instant, or a date: its beginning in UTC. Included.',
    example: '2026-11-22T17:00:00Z',
  })

/** A switch in a query. */
export const flag = z
  .enum(['true', 'false'], 'write true or false')
  .transform((text) => text === 'true')
  .openapi({ type: 'string', enum: ['true', 'false'] })

export const itemState = z.enum(['todo', 'in_progress', 'done', 'dropped'])

export const itemKind = z.enum(['issue', 'pull_request'])

/** An address of a tool, or of the hub. User names in it would be shown wherever it is shown. */
export const plainAddress = z
  .string()
  .max(2_000)
  .refine(isPlainAddress, 'an http or https address without a user, query or fragment is needed')

/** How one of a tool's quotas stands. */
export const quotaWindow = z
  .object({
    resource: z.string().openapi({
      description: 'What is limited, as the tool calls it, such as `core`; `*` is the whole tool.',
    }),
    limit: z
      .int()
      .nullable()
      .openapi({ description: 'Requests, or points, in a window; null where the tool does not say.' }),
    remaining: z.int().nullable().openapi({ description: 'What is left of it, people’s use included.' }),
    resetAt: instant.nullable().openapi({ description: 'When the next window begins.' }),
    pausedUntil: instant.nullable().openapi({ description: 'Until when the tool asked to be left alone.' }),
  })
  .openapi('QuotaWindow')

export const quotaWindowExample = {
  resource: 'core',
  limit: 5_000,
  remaining: 4_212,
  resetAt: '2026-11-23T08:30:00.000Z',
  pausedUntil: null,
}

/** What every list takes. */
export const paging = {
  limit: z
    .string()
    .regex(/^\d{1,9}$/, 'a whole number from 1 to 200 is needed')
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= 200, 'a whole number from 1 to 200 is needed')
    .default(50)
    .openapi({ type: 'integer', minimum: 1, maximum: 200, default: 50 }),
  cursor: z.string().min(1).optional().openapi({ description: '`nextCursor` of the page before, unchanged.' }),
}

/** One page of a list. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().openapi({ description: 'Null on the last page.' }),
  })
}

function isPlainAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, search, hash } = new URL(text)
  return /^https?:$/.test(protocol) && [username, password, search, hash].every((part) => part === '')
}

function isInYears(text: string): boolean {
  const year = Number(text.slice(0, 4))
  return year >= 2 && year <= 9998
}

function isWeek(text: string): boolean {
  try {
    return parseWeek(text) === text
  } catch (error) {
    if (error instanceof ValidationError) return false
    throw error
  }
}
