import { z } from 'zod'
import { didYouMean } from './nearest.ts'

/**
 * An object of the plan document that knows all its fields: each unknown one is a fault that says what was meant. The
 * sentences of several unknown fields stand on a line each, in the order of the issue's `keys`.
 */
export function documentFields<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const known = Object.keys(shape)
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => `unknown field \`${key}\`${didYouMean(key, known)}`).join('\n')
        : undefined,
  })
}

/** One value or a list of at least one: both ways of writing are fine wherever the document takes several. */
export function oneOrMore<Value extends z.ZodType<string>>(value: Value) {
  return z.union([value, z.array(value).min(1)])
}

/** The values of a field that takes one or a list, as a list. */
export function listed<T extends string>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return []
  return typeof value === 'string' ? [value] : value
}

/** An id chosen by the plan's author: a slug of at most 64 characters. */
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, { error: ({ input }) => notAnId(String(input)) })
  .max(64)
  .meta({ description: 'An id: lower-case letters, digits and hyphens' })

/** A calendar day of the plan's time zone, `2027-03-31`. */
export const calendarDate = z.iso.date({ error: ({ input }) => `\`${input}\` is no day; write days as 2027-03-31` })

function notAnId(text: string): string {
  const proposal = text
    .slice(0, 64)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  const example = proposal === '' ? '' : `, such as \`${proposal}\``
  return `\`${text}\` is no id; use lower-case letters, digits and single hyphens${example}`
}
