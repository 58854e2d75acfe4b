import { badRequest } from '../jira-error.ts'

/** One word of a JQL text. */
export interface JqlToken {
  readonly kind: 'word' | 'string' | 'operator' | 'punctuation' | 'end'
  readonly text: string
  /** Position in the text, counted from 1. */
  readonly at: number
}

const PATTERN = /\s+|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(!=|!~|>=|<=|[=<>~!])|([(),])|([^\s()=<>!~,"']+)/y

/**
 * Splits a JQL text into words.
 *
 * @throws WireError 400 when a quotation does not end.
 */
export function tokenize(jql: string): readonly JqlToken[] {
  const tokens: JqlToken[] = []
  PATTERN.lastIndex = 0
  while (PATTERN.lastIndex < jql.length) {
    const start = PATTERN.lastIndex
    const found = PATTERN.exec(jql)
    if (found === null) {
      throw badRequest(
        `Error in the JQL Query: The quoted string '${jql.slice(start + 1)}' has not been completed. (line 1, character ${start + 1})`,
      )
    }
    const at = start + 1
    const quoted = found[1] ?? found[2]
    if (quoted !== undefined) tokens.push({ kind: 'string', text: quoted.replaceAll(/\\(.)/g, '$1'), at })
    else if (found[3] !== undefined) tokens.push({ kind: 'operator', text: found[3], at })
    else if (found[4] !== undefined) tokens.push({ kind: 'punctuation', text: found[4], at })
    else if (found[5] !== undefined) tokens.push({ kind: 'word', text: found[5], at })
  }
  tokens.push({ kind: 'end', text: '', at: jql.length + 1 })
  return tokens
}
