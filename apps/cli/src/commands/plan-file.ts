import { readdir, readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { ValidationError } from '@throughline/errors'
import { joinFiles, type PartPlace } from '@throughline/plan'
import type { Io } from '../io.ts'

/** A plan document that was read from a file or a folder. */
export interface PlanFile {
  readonly text: string
  readonly format: 'yaml' | 'json'
  /** The file and line that a line of `text` came from; line 1 where there is none. */
  readonly placeOf: (line: number) => PartPlace
}

const YAML_EXTENSIONS = ['.yaml', '.yml']

/**
 * Reads a plan document; `-` is standard input, `.json` is JSON, everything else YAML. Of a folder, all its YAML files
 * make one document, in the order of their names.
 */
export async function readPlanFile(io: Io, path: string): Promise<PlanFile> {
  if (path === '-') return wholeFile('standard input', await io.readInput(), 'yaml')
  try {
    if ((await stat(path)).isDirectory()) return await readFolder(path)
    const format = extname(path).toLowerCase() === '.json' ? 'json' : 'yaml'
    return wholeFile(path, await readFile(path, 'utf8'), format)
  } catch (cause) {
    if (cause instanceof ValidationError) throw cause
    throw new ValidationError('cli.file', `The file ${path} cannot be read. Check its path and its mode.`, [], {
      cause,
    })
  }
}

/** Whether an argument that may name a plan or a file names a file. */
export async function isPlanFile(argument: string): Promise<boolean> {
  if (argument === '-' || /\.(ya?ml|json)$/i.test(argument)) return true
  return stat(argument).then(
    () => true,
    () => false,
  )
}

async function readFolder(path: string): Promise<PlanFile> {
  const names = (await readdir(path)).filter((name) => YAML_EXTENSIONS.includes(extname(name).toLowerCase())).sort()
  if (names.length === 0) {
    throw new ValidationError('cli.file', `The folder ${path} holds no .yaml file. Name the folder of a plan.`, [])
  }
  const parts = await Promise.all(
    names.map(async (name) => ({ name: join(path, name), text: await readFile(join(path, name), 'utf8') })),
  )
  return { ...joinFiles(parts), format: 'yaml' }
}

function wholeFile(name: string, text: string, format: 'yaml' | 'json'): PlanFile {
  return { text, format, placeOf: (line) => ({ name, line }) }
}
