import { html } from 'hono/html'
import { type InlineSchema, isReference, type Schema } from './api-description.ts'
import { type Fragment, prose } from './prose.ts'
import { limitWords, schemaWords } from './schema-words.ts'

/** A field of a shape, however deep it lies. */
export interface Field {
  /** From the top, lists as `[]`: `objectives[].title`. */
  readonly path: string
  readonly schema: Schema
  readonly isRequired: boolean
  /** The form of its object that it belongs to, such as `kind jira`; empty where there is one form only. */
  readonly form: string
}

/**
 * The fields of a shape, each followed by those inside it. Shapes with a name of their own are not gone into: they are
 * shown under their name.
 */
export function fieldsOf(schema: Schema, prefix = '', form = ''): Field[] {
  if (isReference(schema)) return []
  const forms = schema.oneOf ?? schema.anyOf
  if (forms !== undefined) {
    return forms.flatMap((part) =>
      fieldsOf(part, prefix, [form, formName(part)].filter((name) => name !== '').join(', ')),
    )
  }
  if (schema.allOf !== undefined) return schema.allOf.flatMap((part) => fieldsOf(part, prefix, form))
  if (schema.items !== undefined) return fieldsOf(schema.items, prefix === '' ? '' : `${prefix.slice(0, -1)}[].`, form)
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]): Field[] => [
    { path: `${prefix}${name}`, schema: property, isRequired: schema.required?.includes(name) ?? false, form },
    ...fieldsOf(property, `${prefix}${name}.`, form),
  ])
}

/** Fields as a list; nothing for a shape without any. */
export function fieldList(schema: Schema): Fragment {
  const fields = fieldsOf(schema)
  if (fields.length === 0) return html``
  return html`<dl>${fields.map(
    ({ path, schema: own, isRequired, form }) =>
      html`<dt><code>${path}</code> ${schemaWords(own)}${isRequired ? '' : ', optional'}${form === '' ? '' : html` <small>(${form})</small>`}</dt>${meaning(own)}`,
  )}</dl>`
}

/** What a value means and what holds for it, as an entry of a list; nothing where nothing is said. */
export function meaning(schema: Schema, description = isReference(schema) ? undefined : schema.description): Fragment {
  const limits = limitWords(schema)
  if (description === undefined && limits === '') return html``
  const says = description === undefined ? '' : html`${prose(description)} `
  return html`<dd>${says}${limits === '' ? '' : html`<small>${limits}</small>`}</dd>`
}

/** What tells a form from the others: its one field that can only have one value. */
function formName(schema: Schema): string {
  const properties = Object.entries(isReference(schema) ? {} : (schema.properties ?? {}))
  const [name, only] = properties.find(([, property]) => isConstant(property)) ?? []
  return only === undefined || isReference(only) ? '' : `${name} ${only.enum?.[0]}`
}

function isConstant(schema: Schema): schema is InlineSchema {
  return !isReference(schema) && schema.enum?.length === 1
}
