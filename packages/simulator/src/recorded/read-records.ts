import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

const gunzipAsync = promisify(gunzip)

/**
 * Reads a gzipped JSON file.
 *
 * @throws Error with code ENOENT when it does not exist, SyntaxError when it is no JSON.
 */
export async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readText(path))
}

/** Reads a gzipped file with one JSON value a line; fails as {@link readJson} does. */
export async function readJsonLines(path: string): Promise<readonly unknown[]> {
  return (await readText(path)).split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]))
}

async function readText(path: string): Promise<string> {
  return (await gunzipAsync(await readFile(path))).toString('utf8')
}
