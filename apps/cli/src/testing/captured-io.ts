import type { Io } from '../io.ts'

/** An {@link Io} that keeps what is written. */
export interface CapturedIo extends Io {
  stdout(): string
  stderr(): string
}

/**
 * Edges for a test: nothing is a terminal, and the environment is what the test says. With `answers`, somebody sits at
 * standard input and gives one to each question.
 */
export function capturedIo(
  env: NodeJS.ProcessEnv = {},
  input = '',
  answers: readonly string[] | null = null,
): CapturedIo {
  const left = [...(answers ?? [])]
  const written = { out: '', err: '' }
  return {
    env,
    out: (text) => {
      written.out += text
    },
    err: (text) => {
      written.err += text
    },
    readInput: async () => input,
    ask: answers === null ? null : () => Promise.resolve(left.shift() ?? ''),
    outIsTerminal: false,
    terminal: null,
    stdout: () => written.out,
    stderr: () => written.err,
  }
}
