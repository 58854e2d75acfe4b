import { z } from '@hono/zod-openapi'
import { itemKind } from '../../fields.ts'

const values = oneOrMore(z.string().min(1))

const globs = values.openapi({
  description: 'Values, or patterns: `*` stands for any characters, `?` for any one; a backslash takes that away.',
})

const selectorFields = {
  connection: values,
  kind: oneOrMore(itemKind),
  keys: values,
  epic: values.openapi({ description: 'The item itself or any item above it.' }),
  project: values,
  repo: values,
  types: values,
  components: globs,
  labels: globs,
  milestone: values,
  fixVersions: values,
  statuses: values,
  assignees: values,
}

const needsOne = 'name at least one field, such as `epic` or `project`'

/** A choice of work items: fields are ANDed, values inside a list ORed. */
const selector = z
  .strictObject({
    ...selectorFields,
    not: z
      .strictObject(selectorFields)
      .refine(namesSomething, needsOne)
      .optional()
      .openapi({ description: 'What is left out: items for which all of these hold.' }),
  })
  .refine(namesSomething, needsOne)
  .openapi('Selector')

/** Work to link to, or to unlink from, an objective or deliverable. */
export const linkInput = z
  .strictObject({
    node: z.string().min(1).openapi({ description: 'Id of an objective or deliverable.' }),
    selector,
  })
  .openapi('LinkInput')

export const linkInputExample = { node: 'ehr-core', selector: { connection: 'jira', epic: 'EHR-12' } }

function oneOrMore<Value extends z.ZodType<string>>(value: Value) {
  return z.union([value, z.array(value).min(1)], 'one value or a list of values is needed').optional()
}

function namesSomething(fields: object): boolean {
  return Object.values(fields).some((given) => given !== undefined)
}
