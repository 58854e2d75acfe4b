import { html } from 'hono/html'
import { type InlineSchema, isReference, nameOf, type Schema } from './api-description.ts'
import type { Fragment } from './prose.ts'

/** A shape in words, with links to shapes that have a name: `list of Token`, `string or null`, `"todo" | "done"`. */
export function schemaWords(schema: Schema): Fragment {
  if (isReference(schema)) return html`<a href="#schema-${nameOf(schema)}">${nameOf(schema)}</a>`
  const { oneOf, anyOf, allOf } = schema
  if (allOf !== undefined) return joined(allOf.map(schemaWords), ' and ')
  const choice = oneOf ?? anyOf
  if (choice === undefined) return html`${plainWords(schema)}`
  const isObjects = choice.every((part) => !isReference(part) && part.properties !== undefined)
  return isObjects ? html`object, one of ${choice.length} forms` : joined(choice.map(schemaWords), ' or ')
}

/** What else holds for a value: `default 50; 1 to 200`. Empty for nothing. */
export function limitWords(schema: Schema): string {
  if (isReference(schema)) return ''
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, pattern } = schema
  return [
    ...(schema.default === undefined ? [] : [`default ${JSON.stringify(schema.default)}`]),
    ...range(minimum, maximum, ''),
    ...range(minLength, maxLength, ' character'),
    ...range(minItems, maxItems, ' entry'),
    ...(pattern === undefined ? [] : [`matches ${pattern}`]),
    ...(schema.example === undefined ? [] : [`such as ${JSON.stringify(schema.example)}`]),
  ].join('; ')
}

function plainWords(schema: InlineSchema): Fragment {
  const { enum: values, format, items, additionalProperties, properties } = schema
  const types = [schema.type ?? []].flat()
  if (values !== undefined) return html`${values.map((value) => JSON.stringify(value)).join(' | ')}`
  const kinds = types.map((type): Fragment => {
    if (type === 'array') return listWords(items)
    if (type === 'string') return html`${format === undefined ? 'string' : (FORMATS[format] ?? `string (${format})`)}`
    const isMap = type === 'object' && properties === undefined && typeof additionalProperties === 'object'
    if (isMap && Object.keys(additionalProperties).length > 0) return html`map to ${schemaWords(additionalProperties)}`
    return html`${type}`
  })
  return kinds.length === 0 ? html`any value` : joined(kinds, ' or ')
}

function listWords(items: Schema | undefined): Fragment {
  if (items === undefined) return html`list`
  const isPlain = !isReference(items) && typeof items.type === 'string' && items.enum === undefined && !items.format
  return isPlain ? html`list of ${items.type}s` : html`list of ${schemaWords(items)}`
}

const FORMATS: Readonly<Record<string, string>> = { 'date-time': 'instant', date: 'date', email: 'email address' }

function range(min: number | undefined, max: number | undefined, unit: keyof typeof UNITS): string[] {
  const counted = (count: number) => `${count}${count === 1 ? unit : UNITS[unit]}`
  if (min === undefined) return max === undefined ? [] : [`at most ${counted(max)}`]
  return [max === undefined ? `at least ${counted(min)}` : `${min} to ${counted(max)}`]
}

/** Units of limits, one and many. */
const UNITS = { '': '', ' character': ' characters', ' entry': ' entries' } as const

function joined(parts: readonly Fragment[], separator: string): Fragment {
  return html`${parts.map((part, index) => (index === 0 ? part : html`${separator}${part}`))}`
}
