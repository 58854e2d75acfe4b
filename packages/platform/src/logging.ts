import { type ChildLoggerOptions, type DestinationStream, type Logger as PinoLogger, pino } from 'pino'
import type { LogLevel } from './config.ts'
import { redactFields, scrub } from './redact.ts'

/** The log that the apps write: pino's, one JSON object a line. */
export type Logger = PinoLogger

/** How a log is made. */
export interface LoggerOptions {
  readonly level: LogLevel
  /** Where the lines go; standard output when left out. */
  readonly destination?: DestinationStream
  /** Texts that must never appear, such as the admin token; those shorter than 6 characters are ignored. */
  readonly secrets?: readonly string[]
}

/**
 * Opens a log whose lines hold no secrets, by two guards: fields named like a secret are replaced at any reasonable
 * depth before the line is made, and the finished line is searched for what looks like a credential, so one that slipped
 * into a message is caught as well. Errors under any name are written with code, context and causes, without payloads.
 */
export function createLogger({ level, destination, secrets = [] }: LoggerOptions): Logger {
  // A secret stands in the line as JSON writes it.
  const written = secrets.map((secret) => JSON.stringify(secret).slice(1, -1))
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: object) => redactFields(fields),
      bindings: (fields: object) => redactFields(fields),
    },
    // Errors are described by the formatter; pino's own serializer would add every property they carry.
    serializers: { err: (value: unknown) => value },
    hooks: { streamWrite: (line: string) => scrub(line, written) },
  }
  const log = destination === undefined ? pino(options) : pino(options, destination)
  // pino drops the formatter of bindings in children, which inherit this method and need it as much.
  const makeChild: (this: Logger, bindings: object, options?: ChildLoggerOptions) => unknown = log.child
  Object.defineProperty(log, 'child', {
    value(this: Logger, bindings: object, childOptions?: ChildLoggerOptions) {
      return makeChild.call(this, redactFields(bindings), childOptions)
    },
  })
  return log
}
