import { WireError } from '../http/wire-error.ts'

const DOCUMENTATION = 'https://docs.github.com/rest'

/** GitHub's body for a refused request. */
export function githubErrorBody(status: number, message: string, documentation: string = DOCUMENTATION) {
  return { message, documentation_url: documentation, status: String(status) }
}

/** A refusal in GitHub's words. */
export function githubError(
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
  documentation: string = DOCUMENTATION,
): WireError {
  return new WireError(status, githubErrorBody(status, message, documentation), headers)
}

/** A 422 naming the parameter that cannot be used. */
export function invalidParameter(resource: string, field: string, value: string): WireError {
  return new WireError(422, {
    message: 'Validation Failed',
    errors: [{ resource, field, code: 'invalid', value }],
    documentation_url: DOCUMENTATION,
    status: '422',
  })
}
