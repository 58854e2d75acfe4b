import { createInterface } from 'node:readline/promises'

/** What a command may touch of the process around it; tests give their own. */
export interface Io {
  readonly env: NodeJS.ProcessEnv
  /** Writes to standard output: the answer, and nothing else. */
  out(text: string): void
  /** Writes to standard error: progress, hints and errors. */
  err(text: string): void
  /** All of standard input. */
  readInput(): Promise<string>
  /** Asks a question on standard error; null where nobody sits at standard input. */
  readonly ask: ((question: string) => Promise<string>) | null
  readonly outIsTerminal: boolean
  /** Standard error, when it is a terminal that a progress bar can be drawn on. */
  readonly terminal: NodeJS.WriteStream | null
}

/** The edges of this process. */
export function processIo(): Io {
  const { stdout, stderr, stdin, env } = process
  return {
    env,
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    async readInput() {
      const chunks: Buffer[] = []
      for await (const chunk of stdin) chunks.push(Buffer.from(chunk))
      return Buffer.concat(chunks).toString('utf8')
    },
    ask: stdin.isTTY === true ? askAtTerminal : null,
    outIsTerminal: stdout.isTTY === true,
    terminal: stderr.isTTY === true ? stderr : null,
  }
}

async function askAtTerminal(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await terminal.question(question)
  } finally {
    terminal.close()
  }
}
