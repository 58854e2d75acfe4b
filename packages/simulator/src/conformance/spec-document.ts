import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { isObject, type JsonObject, toJsonSchema } from './json-schema.ts'

const gunzipAsync = promisify(gunzip)
const REPOSITORY_BY_ID = /^\/repositories\/[^/]+/

/** An operation found in a description. */
export interface Operation {
  /** Path template, e.g. `/repos/{owner}/{repo}`. */
  readonly path: string
  readonly method: string
  readonly definition: JsonObject
}

/** A vendor's description. */
export class SpecDocument {
  readonly root: JsonObject
  readonly #templates: readonly { readonly path: string; readonly pattern: RegExp; readonly parameters: number }[]

  constructor(root: JsonObject) {
    this.root = root
    this.#templates = Object.keys(isObject(root.paths) ? root.paths : {})
      .map((path) => ({
        path,
        pattern: new RegExp(
          `^${path
            .split(/\{[^}]+\}/)
            .map(escapePattern)
            .join('[^/]+')}$`,
        ),
        parameters: path.split('{').length,
      }))
      .sort((a, b) => a.parameters - b.parameters)
  }

  /**
   * The operation that a path without query leads to, or null. The template with the fewest parameters wins. GitHub's
   * undescribed form `/repositories/{id}`, which its own links use, is read as `/repos/{owner}/{repo}`.
   */
  operation(method: string, path: string): Operation | null {
    const named = path.replace(REPOSITORY_BY_ID, '/repos/by/id')
    const template = this.#templates.find(({ pattern, path: described }) => described === named || pattern.test(named))
    if (template === undefined) return null
    const definition = this.at(['paths', template.path, method.toLowerCase()])
    return isObject(definition) ? { path: template.path, method: method.toLowerCase(), definition } : null
  }

  /** The value at a place in the document, references followed; undefined when there is none. */
  at(place: readonly string[]): unknown {
    let node: unknown = this.root
    for (const member of place) node = isObject(node) ? this.follow(node[member]) : undefined
    return node
  }

  /** What a reference inside the document stands for; any other value is returned as it is. */
  follow(value: unknown): unknown {
    if (!isObject(value) || typeof value.$ref !== 'string' || !value.$ref.startsWith('#/')) return value
    return this.at(
      value.$ref
        .slice(2)
        .split('/')
        .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')),
    )
  }
}

/**
 * Reads a gzipped OpenAPI document.
 *
 * @throws Error with code ENOENT when the file is not there.
 */
export async function readSpec(path: string): Promise<SpecDocument> {
  const root: unknown = JSON.parse((await gunzipAsync(await readFile(path))).toString('utf8'))
  if (!isObject(root)) throw new TypeError(`${path} holds no OpenAPI document`)
  toJsonSchema(root)
  return new SpecDocument(root)
}

function escapePattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
