import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The project's root, with a slash at the end. */
export const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** The text of a file of the project. */
export function read(path: string): string {
  return readFileSync(`${root}${path}`, 'utf8')
}

/** Paths of the sources that run in production, generated ones and the simulated tools left out. */
export function productionSources(): string[] {
  return globSync('{packages,apps}/*/src/**/*.ts', { cwd: root })
    .filter((path) => !/\.test\.ts$|\/(generated|testing|docs)\/|^packages\/(simulator|testing)\//.test(path))
    .sort()
}
