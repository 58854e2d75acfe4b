import type { openApiDocument } from '../../openapi.ts'

/** The description of the API, as `/openapi.json` gives it. */
export type ApiDescription = ReturnType<typeof openApiDocument>

type PathItem = NonNullable<ApiDescription['paths']>[string]

/** What the description says of one call. */
type Operation = NonNullable<PathItem['get']>

/** A parameter of a call, or where it is described. */
export type Parameter = NonNullable<Operation['parameters']>[number]

/** The shape of a value, or where it is described. */
export type Schema = NonNullable<NonNullable<ApiDescription['components']>['schemas']>[string]

/** A shape that is described on the spot. */
export type InlineSchema = Exclude<Schema, { $ref: string }>

/** A call with its address. */
export interface Call {
  /** In capitals, as it is sent. */
  readonly method: string
  /** With parameters in braces: `/api/v1/plans/{plan}`. */
  readonly path: string
  readonly operation: Operation
}

const METHODS = ['get', 'put', 'post', 'delete'] as const

/** Every call of the description, in its order. */
export function callsOf({ paths = {} }: ApiDescription): Call[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method): Call[] => {
      const operation = item[method]
      return operation === undefined ? [] : [{ method: method.toUpperCase(), path, operation }]
    }),
  )
}

/** Whether a shape is described elsewhere. */
export function isReference(schema: Schema): schema is Extract<Schema, { $ref: string }> {
  return '$ref' in schema
}

/** The name that a reference points to. */
export function nameOf({ $ref }: { readonly $ref: string }): string {
  return $ref.slice($ref.lastIndexOf('/') + 1)
}
