import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Caller } from '@throughline/hub'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { checked, refusal } from './faults.ts'
import { problemExample, problemSchema } from './problem.schema.ts'
import { isStorable, readJson } from './read-body.ts'

/** What middleware leaves for the handlers. */
export interface ApiEnv {
  Variables: {
    requestId: string
    /** Who asks; set for everything under `/api/v1`. */
    caller: Caller
  }
}

export type ApiApp = OpenAPIHono<ApiEnv>

type Shape = Readonly<Record<string, z.ZodType>>
type Parsed<S extends Shape> = { readonly [Name in keyof S]: z.output<S[Name]> }

/** A schema with one value that fits it, shown in the API description. */
interface Exemplified<Schema extends z.ZodType> {
  readonly schema: Schema
  readonly example: z.input<Schema>
}

/** The contract of one call: everything the description says about it, and all that is checked before it runs. */
export interface EndpointDefinition<
  Params extends Shape,
  Query extends Shape,
  Body extends z.ZodType,
  Answer extends z.ZodType,
> {
  readonly method: 'get' | 'put' | 'post' | 'delete'
  /** Below `/api/v1`, as OpenAPI writes it: `/plans/{plan}`. */
  readonly path: string
  /** Pattern of a path parameter that may hold slashes, such as `{ key: '.+' }`. */
  readonly patterns?: Readonly<Record<string, string>>
  readonly tag: string
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly params?: Params
  readonly query?: Query
  /** True where senders may add query parameters of their own, which are ignored; default false. */
  readonly takesAnyQuery?: boolean
  /** Headers of the request, for the description; the handler reads them itself. */
  readonly headers?: Shape
  /** True where no token is needed; default false. */
  readonly isOpen?: boolean
  readonly body?: Exemplified<Body>
  /** Bodies that are not JSON-only: the handler reads them itself. An example by media type. */
  readonly documents?: Readonly<Record<string, string | object>>
  /** Default 200; 204 has no answer. */
  readonly status?: 200 | 201 | 202 | 204
  readonly answer?: Exemplified<Answer>
  /** Other forms of the answer, by media type, with an example of each. */
  readonly forms?: Readonly<Record<string, string>>
}

/** A request whose parts have passed their schemas. */
export interface EndpointInput<Params extends Shape, Query extends Shape, Body extends z.ZodType> {
  readonly params: Parsed<Params>
  readonly query: Parsed<Query>
  readonly body: z.output<Body>
  readonly c: Context<ApiEnv>
}

/** A value as a use case hands it out: the schemas know no `readonly`. */
export type Immutable<T> = T extends (infer Element)[]
  ? readonly Immutable<Element>[]
  : T extends object
    ? { readonly [Name in keyof T]: Immutable<T[Name]> }
    : T

// biome-ignore lint/complexity/noBannedTypes: an endpoint without parameters has the empty shape, which is written so.
type None = {}

/**
 * Adds a call to the app and to the API description. Unknown query parameters, parameters given twice, unknown body
 * fields, bodies that are not JSON: all are refused here, so that handlers are one use case each. What a handler
 * returns is sent as JSON; a `Response` is sent as it is.
 */
export function endpoint<
  Params extends Shape = None,
  Query extends Shape = None,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodVoid,
>(
  app: ApiApp,
  definition: EndpointDefinition<Params, Query, Body, Answer>,
  handle: (
    input: EndpointInput<Params, Query, Body>,
  ) => Promise<Response | Immutable<z.input<Answer>>> | Response | Immutable<z.input<Answer>>,
): void {
  describe(app, definition)
  const { method, status = 200, patterns = {} } = definition
  const params = z.object(definition.params ?? {})
  const query = definition.takesAnyQuery === true ? z.object({}) : z.strictObject(definition.query ?? {})
  const path = `/api/v1${definition.path}`.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const pattern = patterns[name]
    return pattern === undefined ? `:${name}` : `:${name}{${pattern}}`
  })
  app.on(method.toUpperCase(), path, async (c) => {
    const answer = await handle({
      params: checked(params, storable(c.req.param()), 'The address') as Parsed<Params>,
      query: checked(query, definition.takesAnyQuery === true ? {} : queryOf(c), 'The query') as Parsed<Query>,
      body: (definition.body === undefined
        ? undefined
        : checked(definition.body.schema, await readJson(c), 'The body')) as z.output<Body>,
      c,
    })
    if (answer instanceof Response) return answer
    return status === 204 ? c.body(null, 204) : c.json(answer as object, status as ContentfulStatusCode)
  })
}

function describe<Params extends Shape, Query extends Shape, Body extends z.ZodType, Answer extends z.ZodType>(
  app: ApiApp,
  definition: EndpointDefinition<Params, Query, Body, Answer>,
): void {
  const { method, path, tag, operationId, summary, description, params, query, body, documents } = definition
  const { status = 200, answer, forms = {}, headers, isOpen = false } = definition
  const content = {
    ...(answer === undefined ? {} : { 'application/json': { schema: answer.schema, example: answer.example } }),
    ...Object.fromEntries(Object.entries(forms).map(([type, example]) => [type, { schema: z.string(), example }])),
  }
  const sent =
    body === undefined
      ? Object.fromEntries(Object.entries(documents ?? {}).map(([type, example]) => [type, documentContent(example)]))
      : { 'application/json': { schema: body.schema, example: body.example } }
  app.openAPIRegistry.registerPath({
    method,
    path: `/api/v1${path}`,
    tags: [tag],
    operationId,
    summary,
    ...(description === undefined ? {} : { description }),
    ...(isOpen ? { security: [] } : {}),
    request: {
      ...(params === undefined ? {} : { params: z.object(params) }),
      ...(query === undefined ? {} : { query: z.object(query) }),
      ...(headers === undefined ? {} : { headers: z.object(headers) }),
      ...(Object.keys(sent).length === 0 ? {} : { body: { required: true, content: sent } }),
    },
    responses: {
      [status]: { description: summary, ...(Object.keys(content).length === 0 ? {} : { content }) },
      default: {
        description: 'Anything else is a problem document of RFC 9457.',
        content: { 'application/problem+json': { schema: problemSchema, example: problemExample } },
      },
    },
  })
}

function documentContent(example: string | object) {
  return { schema: typeof example === 'string' ? z.string() : z.looseObject({}), example }
}

function queryOf(c: Context): Record<string, string> {
  return storable(singles(c.req.queries()))
}

/** Query parameters, each once; throws ValidationError for one that is given twice. */
function singles(queries: Record<string, string[]>): Record<string, string> {
  const twice = Object.keys(queries).filter((name) => (queries[name]?.length ?? 0) > 1)
  if (twice.length > 0) {
    throw refusal(
      'The query',
      twice.map((name) => ({ pointer: `/${name}`, detail: `${name} is given more than once` })),
    )
  }
  return Object.fromEntries(Object.entries(queries).map(([name, values]) => [name, values[0] ?? '']))
}

function storable<T extends Readonly<Record<string, string>>>(values: T): T {
  const bad = Object.keys(values).filter((name) => !isStorable(values[name]))
  if (bad.length === 0) return values
  throw refusal(
    'The address',
    bad.map((name) => ({ pointer: `/${name}`, detail: 'it holds a character that no name has' })),
  )
}
