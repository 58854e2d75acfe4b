import { join } from 'node:path'
import type { Ajv as AjvClass, ErrorObject } from 'ajv'
import { SPEC_EXCEPTIONS, type Vendor } from './exceptions.ts'
import { isObject, type JsonObject } from './json-schema.ts'
import { specAjv } from './spec-ajv.ts'
import { type Operation, readSpec, type SpecDocument } from './spec-document.ts'

/** Holds requests and responses to the vendors' OpenAPI descriptions. Every method lists what is wrong; empty is right. */
export interface SpecValidator {
  /** Checks a response. `path` is the request's path, without query. */
  validateResponse(vendor: Vendor, method: string, path: string, status: number, body: unknown): readonly string[]
  /** Checks a request as a log records it: query values as text, the body parsed (null without one). */
  validateRequest(
    vendor: Vendor,
    method: string,
    path: string,
    query: Readonly<Record<string, string | readonly string[]>>,
    body: unknown,
  ): readonly string[]
}

const FILES: Readonly<Record<Vendor, string>> = { jira: 'jira-platform-v3.json.gz', github: 'github.json.gz' }
const ERROR_SCHEMAS: Readonly<Record<Vendor, string>> = { jira: 'ErrorCollection', github: 'basic-error' }

/**
 * Reads the descriptions and makes a validator.
 *
 * @param directory folder that holds `jira-platform-v3.json.gz` and `github.json.gz`.
 * @throws Error with code ENOENT when a description is not there.
 */
export async function specValidator(directory: string): Promise<SpecValidator> {
  const [ajv, jira, github] = await Promise.all([
    specAjv(),
    readSpec(join(directory, FILES.jira)),
    readSpec(join(directory, FILES.github)),
  ])
  const documents = { jira, github }
  for (const [vendor, document] of Object.entries(documents)) ajv.addSchema(document.root, vendor)
  return makeValidator(ajv, documents)
}

function makeValidator(ajv: AjvClass, documents: Readonly<Record<Vendor, SpecDocument>>): SpecValidator {
  const check = (vendor: Vendor, place: readonly string[], value: unknown): readonly string[] => {
    const reference = `${vendor}#/${place.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`
    const validate = ajv.getSchema(reference)
    if (validate === undefined) return [`the description has no schema at ${reference}`]
    if (validate(value) === true) return []
    return findings(vendor, validate.errors ?? [])
  }
  return {
    validateResponse(vendor, method, path, status, body) {
      const document = documents[vendor]
      const operation = document.operation(method, path)
      const described = operation === null ? undefined : document.at(responsePlace(operation, status))
      if (operation === null || described === undefined) {
        if (
          !SPEC_EXCEPTIONS.some(
            (known) => known.kind === 'status' && known.vendor === vendor && known.status === status,
          )
        ) {
          return [`${method} ${path}: status ${status} is not described`]
        }
        return body === null ? [] : errorBody(vendor, status, body, check)
      }
      const place = schemaPlace(document, responsePlace(operation, status))
      // A described status without a schema says nothing of its body; errors have one shape all the same.
      if (place === null) return body === null || status < 400 ? [] : errorBody(vendor, status, body, check)
      return check(vendor, place, body).map((finding) => `${method} ${path} ${status}: ${finding}`)
    },
    validateRequest(vendor, method, path, query, body) {
      const removed = SPEC_EXCEPTIONS.find(
        (known) => known.kind === 'removed' && known.vendor === vendor && known.path === path,
      )
      if (removed !== undefined) return [`${method} ${path}: ${removed.reason}`]
      const document = documents[vendor]
      const operation = document.operation(method, path)
      if (operation === null) return [`${method} ${path} is not described`]
      const found = queryFindings(ajv, vendor, document, operation, query)
      const place = schemaPlace(document, ['paths', operation.path, operation.method, 'requestBody'])
      if (place !== null && body !== null) found.push(...check(vendor, place, body))
      if (place === null && body !== null) found.push('a body is not described')
      return found.map((finding) => `${method} ${path}: ${finding}`)
    },
  }
}

function responsePlace(operation: Operation, status: number): readonly string[] {
  return ['paths', operation.path, operation.method, 'responses', String(status)]
}

type Check = (vendor: Vendor, place: readonly string[], value: unknown) => readonly string[]

function errorBody(vendor: Vendor, status: number, body: unknown, check: Check): readonly string[] {
  // Jira's gateway refuses credentials before the API is reached, in a form of its own.
  if (vendor === 'jira' && status === 401)
    return isObject(body) && typeof body.message === 'string' ? [] : ['no message']
  return check(vendor, ['components', 'schemas', ERROR_SCHEMAS[vendor]], body)
}

/** Where the JSON schema under a response or request body stands, with the reference to the body itself followed. */
function schemaPlace(document: SpecDocument, place: readonly string[]): readonly string[] | null {
  const parent = document.at(place.slice(0, -1))
  const last = place.at(-1) ?? ''
  const own = isObject(parent) ? parent[last] : undefined
  const base = isObject(own) && typeof own.$ref === 'string' ? own.$ref.slice(2).split('/') : place
  const content = document.at([...base, 'content'])
  const type = isObject(content) ? Object.keys(content).find((name) => name.includes('json')) : undefined
  if (type === undefined || document.at([...base, 'content', type, 'schema']) === undefined) return null
  return [...base, 'content', type, 'schema']
}

function findings(vendor: Vendor, errors: readonly ErrorObject[]): string[] {
  return errors
    .filter(
      (error) =>
        !SPEC_EXCEPTIONS.some(
          (known) =>
            known.kind === 'finding' &&
            known.vendor === vendor &&
            known.keyword === error.keyword &&
            known.at.test(error.instancePath),
        ),
    )
    .map((error) => `${error.instancePath || '/'} ${error.message ?? error.keyword} ${JSON.stringify(error.params)}`)
}

function queryFindings(
  ajv: AjvClass,
  vendor: Vendor,
  document: SpecDocument,
  operation: Operation,
  query: Readonly<Record<string, string | readonly string[]>>,
): string[] {
  const described = new Map<string, JsonObject>()
  for (const listed of [operation.definition.parameters, document.at(['paths', operation.path, 'parameters'])]) {
    if (!Array.isArray(listed)) continue
    for (const item of listed) {
      const parameter = document.follow(item)
      if (isObject(parameter) && parameter.in === 'query') described.set(String(parameter.name), parameter)
    }
  }
  const found: string[] = []
  for (const [name, parameter] of described) {
    if (parameter.required === true && !Object.hasOwn(query, name)) found.push(`query parameter ${name} is required`)
  }
  for (const [name, given] of Object.entries(query)) {
    const schema = document.follow(described.get(name)?.schema)
    if (!isObject(schema)) {
      found.push(`query parameter ${name} is not described`)
      continue
    }
    if (ajv.validate(standalone(schema), typed(given, schema))) continue
    for (const finding of findings(vendor, ajv.errors ?? [])) found.push(`query parameter ${name}: ${finding}`)
  }
  return found
}

/** A parameter's schema with what a reference could not be resolved from left out. */
function standalone(schema: JsonObject): JsonObject {
  return isObject(schema.items) && '$ref' in schema.items ? { ...schema, items: {} } : schema
}

/** Reads a query value as the type that its schema asks for. */
function typed(given: string | readonly string[], schema: JsonObject): unknown {
  const types = Array.isArray(schema.type) ? schema.type : [schema.type]
  if (types.includes('array')) {
    const items = isObject(schema.items) ? schema.items : {}
    const values = typeof given === 'string' ? given.split(',') : given
    return values.map((value) => typed(value, items))
  }
  const text = typeof given === 'string' ? given : given.join()
  if (types.includes('integer') || types.includes('number')) return text.trim() === '' ? text : Number(text)
  if (types.includes('boolean')) return text === 'true' ? true : text === 'false' ? false : text
  return text
}
