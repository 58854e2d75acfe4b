/** A JSON value that is an object. */
export type JsonObject = { [member: string]: unknown }

/** Tells an object from the other JSON values. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Turns the schemas of an OpenAPI 3.0 document into JSON Schema, in place: `nullable` becomes a type that allows null,
 * boolean `exclusiveMinimum` and `exclusiveMaximum` become bounds, and what only concerns documentation is left alone.
 * See the OpenAPI 3.0.3 specification, "Schema Object".
 */
export function toJsonSchema(node: unknown): void {
  if (Array.isArray(node)) {
    for (const item of node) toJsonSchema(item)
    return
  }
  if (!isObject(node)) return
  for (const [name, value] of Object.entries(node)) {
    // Examples are data; whatever in them looks like a schema is none.
    if (name !== 'example' && name !== 'examples') toJsonSchema(value)
  }
  if (node.nullable === true) allowNull(node)
  for (const [flag, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof node[flag] !== 'boolean') continue
    if (node[flag]) {
      node[flag] = node[bound]
      delete node[bound]
    } else delete node[flag]
  }
}

function allowNull(schema: JsonObject): void {
  delete schema.nullable
  if (typeof schema.type === 'string') schema.type = [schema.type, 'null']
  if (Array.isArray(schema.enum) && !schema.enum.includes(null)) schema.enum.push(null)
  for (const combined of ['allOf', 'anyOf', 'oneOf'] as const) {
    const parts = schema[combined]
    if (!Array.isArray(parts)) continue
    delete schema[combined]
    // As OpenAPI 3.0.3 clarifies, null must pass every part; descriptions mean that null is one more choice.
    const own = combined === 'anyOf' ? [...parts, { type: 'null' }] : [{ [combined]: parts }, { type: 'null' }]
    schema.anyOf = own
  }
}
