import { WireError } from '../http/wire-error.ts'

/** Jira's body for a refused request. */
export function jiraErrorBody(...messages: readonly string[]): {
  errorMessages: string[]
  errors: Record<string, string>
} {
  return { errorMessages: [...messages], errors: {} }
}

/** A 400 with Jira's body: what was asked cannot be answered. */
export function badRequest(...messages: readonly string[]): WireError {
  return new WireError(400, jiraErrorBody(...messages))
}

/** A 404 with Jira's body: it does not exist or may not be seen. */
export function notFound(message: string): WireError {
  return new WireError(404, jiraErrorBody(message))
}
