import { ThroughlineError } from '@throughline/errors'

/** What stands in a log line where a secret would. */
export const REDACTED = '[redacted]'

const depthMax = 8
const textCharsMax = 4_000

/** Names, in lower case without separators, whose values are secrets; also as the end of a longer name. */
const secretEndings = ['authorization', 'cookie', 'token', 'password', 'privatekey', 'secret', 'secretkey', 'apikey']
const secretNames = new Set(['auth', 'credentials', 'sealed'])

/**
 * Copies a value for the log without its secrets: whatever is named like one (`token`, `webhookSecret`, `set-cookie`,
 * anything under `auth`) becomes `[redacted]` at any depth up to 8, below which nothing is shown. Errors become plain
 * objects by `describeError`; a value that contains itself ends at the same depth.
 */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Error) return describeError(value, depth)
  if (value instanceof Date || value instanceof URL) return value
  if (Buffer.isBuffer(value)) return `[${value.length} bytes]`
  if (depth >= depthMax) return '[deeper]'
  if (Array.isArray(value)) return value.map((one) => redact(one, depth + 1))
  return redactFields(value, depth)
}

/** Copies the fields of a log line without their secrets, as {@link redact} does. */
export function redactFields(fields: object, depth = 0): Record<string, unknown> {
  const entries = Object.entries(fields)
  return Object.fromEntries(
    entries.map(([name, one]) => [name, isSecret(name, one) ? REDACTED : redact(one, depth + 1)]),
  )
}

/**
 * Describes an error for the log: type, code, message, stack and chain of causes, and the context of our own errors.
 * Other properties are left out, because HTTP libraries hang requests and answers there, payloads and credentials with
 * them.
 */
export function describeError(error: Error, depth = 0): Record<string, unknown> {
  const code =
    'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? error.code : undefined
  return {
    type: error.name,
    ...(code === undefined ? {} : { code }),
    message: shortened(error.message),
    ...(error instanceof ThroughlineError ? { retry: error.retry, context: redact(error.context, depth + 1) } : {}),
    ...(error.stack === undefined ? {} : { stack: shortened(error.stack) }),
    ...(error instanceof AggregateError ? { errors: redact(error.errors.slice(0, 5), depth + 1) } : {}),
    ...(error.cause === undefined
      ? {}
      : { cause: depth >= depthMax ? '[deeper]' : describeCause(error.cause, depth + 1) }),
  }
}

/**
 * Takes secrets out of text that is about to be logged or printed: bearer and basic credentials, the hub's own tokens,
 * those of GitHub and Jira, passwords inside addresses, private keys, and every text of `secrets`.
 */
export function scrub(text: string, secrets: readonly string[] = []): string {
  let clean = text
    .replace(/\b(bearer|basic)(\s+|%20)[\w.~+/=-]{16,}/gi, `$1 ${REDACTED}`)
    .replace(/\btl_[\w-]{20,}/g, REDACTED)
    .replace(/\b(gh[pousr]_|github_pat_|ATATT|ATCTT)[\w=-]{16,}/g, REDACTED)
    .replace(/(\w:\/\/[^\s:/?#"@]*:)[^\s/?#"@]+@/g, `$1${REDACTED}@`)
    .replace(/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, REDACTED)
  for (const secret of secrets) if (secret.length >= 6) clean = clean.replaceAll(secret, REDACTED)
  return clean
}

function describeCause(cause: unknown, depth: number): unknown {
  // A thrown object of a foreign library may be its whole answer: its kind is all that is shown.
  if (cause instanceof Error) return describeError(cause, depth)
  return typeof cause === 'object' && cause !== null
    ? `[${cause.constructor?.name ?? 'object'}]`
    : shortened(String(cause))
}

function isSecret(name: string, value: unknown): boolean {
  // Flags and counts such as `token: false` or `hasPassword: true` are no secrets, and say something.
  if (value === null || value === undefined || typeof value === 'boolean') return false
  const folded = name.toLowerCase().replace(/[^a-z0-9]/g, '')
  return secretNames.has(folded) || secretEndings.some((ending) => folded.endsWith(ending))
}

function shortened(text: string): string {
  return text.length > textCharsMax ? `${text.slice(0, textCharsMax)}… (${text.length} characters)` : text
}
