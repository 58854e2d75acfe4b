import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { ValidationError } from '@throughline/errors'
import type { Io } from '../io.ts'

/** A plan document that was read from a file. */
export interface PlanFile {
  /** As the faults name it. */
  readonly name: string
  readonly text: string
  readonly format: 'yaml' | 'json'
}

/** Reads a plan document; `-` is standard input, `.json` is JSON, everything else YAML. */
export async function readPlanFile(io: Io, path: string): Promise<PlanFile> {
  if (path === '-') return { name: 'standard input', text: await io.readInput(), format: 'yaml' }
  try {
    const format = extname(path).toLowerCase() === '.json' ? 'json' : 'yaml'
    return { name: path, text: await readFile(path, 'utf8'), format }
  } catch (cause) {
    throw new ValidationError('cli.file', `The file ${path} cannot be read. Check its path and its mode.`, [], {
      cause,
    })
  }
}
