import type { Ajv as AjvClass } from 'ajv'

/** Formats that say how a number or text is stored, not what it may be. */
const STORAGE_FORMATS = ['int32', 'int64', 'float', 'double', 'binary', 'byte', 'password', 'repo.nwo', 'timestamp']

/**
 * Makes what checks values against the vendors' schemas. `ajv` is loaded here and not with the module, so that it is needed
 * in tests alone.
 */
export async function specAjv(): Promise<AjvClass> {
  const [{ Ajv }, formats] = await Promise.all([import('ajv'), import('ajv-formats')])
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, logger: false })
  formats.default.default(ajv)
  for (const format of STORAGE_FORMATS) ajv.addFormat(format, true)
  return ajv
}
