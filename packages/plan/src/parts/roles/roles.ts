import { z } from 'zod'
import { documentFields, listed, oneOrMore } from '../../document/document-fields.ts'

/** Who has which part in a deliverable (a RACI chart). */
export interface Roles {
  /** Who does the work. */
  readonly responsible: readonly string[]
  /** Who answers for the result: one person or body, so that nobody hides behind another. */
  readonly accountable: string | null
  /** Who is asked before decisions. */
  readonly consulted: readonly string[]
  /** Who is told afterwards. */
  readonly informed: readonly string[]
}

const names = oneOrMore(z.string().min(1)).optional()

/** The roles of a deliverable as the document writes them. */
export const rolesSchema = documentFields({
  responsible: names.describe('Who does the work'),
  accountable: z.string().min(1).optional().describe('The one who answers for the result'),
  consulted: names.describe('Who is asked before decisions'),
  informed: names.describe('Who is told afterwards'),
})

/** Parsed roles; nobody where the document names nobody. */
export function normaliseRoles(input: z.output<typeof rolesSchema> | undefined): Roles {
  return {
    responsible: listed(input?.responsible),
    accountable: input?.accountable ?? null,
    consulted: listed(input?.consulted),
    informed: listed(input?.informed),
  }
}
