import { join } from 'node:path'
import type { ErrorObject } from 'ajv'
import { isObject } from './json-schema.ts'
import { specAjv } from './spec-ajv.ts'
import { readSpec } from './spec-document.ts'

/** Lists what is wrong with what a webhook sends; empty is right. */
export type WebhookValidator = (event: string, action: string, payload: unknown) => readonly string[]

/** Places where the description of a payload is plainly wrong, and what holds instead. */
const EXCEPTIONS: readonly { readonly at: RegExp; readonly keyword: string; readonly reason: string }[] = [
  {
    at: /\/(?:environment_url|log_url)$/,
    keyword: 'format',
    reason: 'Empty where there is no address, as in the answers of the API.',
  },
]

/**
 * Reads GitHub's descriptions of webhook payloads.
 *
 * @param directory folder that holds `github-webhooks.json.gz`.
 * @throws Error with code ENOENT when it is not there.
 */
export async function webhookValidator(directory: string): Promise<WebhookValidator> {
  const [ajv, document] = await Promise.all([specAjv(), readSpec(join(directory, 'github-webhooks.json.gz'))])
  ajv.addSchema(document.root, 'webhooks')
  return (event, action, payload) => {
    const name = `${event}-${action}`.replaceAll('_', '-')
    const body = document.at(['webhooks', name, 'post', 'requestBody', 'content', 'application/json'])
    const schema = isObject(body) && isObject(body.schema) ? body.schema.$ref : undefined
    const validate = typeof schema === 'string' ? ajv.getSchema(`webhooks${schema}`) : undefined
    if (validate === undefined) return [`${event} ${action} is not described`]
    if (validate(payload) === true) return []
    return (validate.errors ?? [])
      .filter(isFinding)
      .map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`)
  }
}

function isFinding(error: ErrorObject): boolean {
  return !EXCEPTIONS.some(({ at, keyword }) => keyword === error.keyword && at.test(error.instancePath))
}
