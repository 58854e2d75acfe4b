import { badRequest } from '../jira-error.ts'
import { type JqlToken, tokenize } from './token.ts'

/** A value as written; a quoted one is never a function. */
export interface JqlOperand {
  readonly text: string
  readonly quoted: boolean
}

/** A condition of a query. */
export type JqlNode =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly JqlNode[] }
  | { readonly kind: 'not'; readonly part: JqlNode }
  | {
      readonly kind: 'clause'
      readonly field: string
      readonly operator: JqlOperator
      readonly operands: readonly JqlOperand[]
    }

/** Operators of the supported part of JQL, in lower case; `is` compares with EMPTY alone. */
export type JqlOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | '~' | '!~' | 'in' | 'not in' | 'is' | 'is not'

/** A parsed query. */
export interface JqlQuery {
  /** Null when nothing restricts the query. */
  readonly where: JqlNode | null
  readonly orderBy: readonly { readonly field: string; readonly direction: 'asc' | 'desc' }[]
  /** Whether a value counts from now, so that the result depends on the instant. */
  readonly isRelative: boolean
}

const ORDER_FIELDS_MAX = 7
const RELATIVE = /^(?:[+-]?\d+[wdhm].*|now\(\))$/i
const SIMPLE_OPERATORS: readonly string[] = ['=', '!=', '<', '<=', '>', '>=', '~', '!~']

/**
 * Parses JQL: conditions joined by AND, OR, NOT and parentheses, then ORDER BY with at most seven fields.
 *
 * @throws WireError 400 with Jira's message for a text that is no JQL.
 */
export function parseJql(jql: string): JqlQuery {
  const parser = new Parser(tokenize(jql))
  const where = parser.atOrderBy() || parser.atEnd() ? null : parser.or()
  const orderBy = parser.orderBy()
  parser.expectEnd()
  return { where, orderBy, isRelative: parser.sawRelative }
}

class Parser {
  /** Whether any value looks like a time that counts from now. */
  sawRelative = false
  readonly #tokens: readonly JqlToken[]
  #at = 0

  constructor(tokens: readonly JqlToken[]) {
    this.#tokens = tokens
  }

  or(): JqlNode {
    const parts = [this.#and()]
    while (this.#takeWord('or')) parts.push(this.#and())
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'or', parts }
  }

  orderBy(): JqlQuery['orderBy'] {
    if (!this.#takeWord('order')) return []
    if (!this.#takeWord('by')) throw this.#unexpected("'BY'")
    const fields: { field: string; direction: 'asc' | 'desc' }[] = []
    do {
      const field = this.#value('a field name').text
      const descending = this.#takeWord('desc')
      if (!descending) this.#takeWord('asc')
      fields.push({ field, direction: descending ? 'desc' : 'asc' })
    } while (this.#takePunctuation(','))
    if (fields.length > ORDER_FIELDS_MAX) {
      throw badRequest(`The maximum number of fields in the ORDER BY clause is ${ORDER_FIELDS_MAX}.`)
    }
    return fields
  }

  atOrderBy(): boolean {
    return this.#isWord('order')
  }

  atEnd(): boolean {
    return this.#peek().kind === 'end'
  }

  expectEnd(): void {
    if (!this.atEnd()) throw this.#unexpected("either 'OR' or 'AND'")
  }

  #and(): JqlNode {
    const parts = [this.#not()]
    while (this.#takeWord('and')) parts.push(this.#not())
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'and', parts }
  }

  #not(): JqlNode {
    if (this.#takeWord('not') || this.#takeOperator('!')) return { kind: 'not', part: this.#not() }
    if (this.#takePunctuation('(')) {
      const inner = this.or()
      if (!this.#takePunctuation(')')) throw this.#unexpected("')'")
      return inner
    }
    return this.#clause()
  }

  #clause(): JqlNode {
    const field = this.#value('a field name').text
    const token = this.#peek()
    if (token.kind === 'operator' && SIMPLE_OPERATORS.includes(token.text)) {
      this.#at += 1
      return { kind: 'clause', field, operator: token.text as JqlOperator, operands: [this.#operand()] }
    }
    if (this.#takeWord('is')) {
      const operator = this.#takeWord('not') ? 'is not' : 'is'
      return { kind: 'clause', field, operator, operands: [this.#operand()] }
    }
    const negated = this.#takeWord('not')
    if (!this.#takeWord('in')) {
      throw this.#unexpected(
        "operator. The valid operators are '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'",
      )
    }
    return { kind: 'clause', field, operator: negated ? 'not in' : 'in', operands: this.#list() }
  }

  #list(): readonly JqlOperand[] {
    if (!this.#takePunctuation('(')) throw this.#unexpected("'('")
    const operands: JqlOperand[] = []
    do operands.push(this.#operand())
    while (this.#takePunctuation(','))
    if (!this.#takePunctuation(')')) throw this.#unexpected("')'")
    return operands
  }

  #operand(): JqlOperand {
    const token = this.#value('a value')
    if (token.kind === 'word' && this.#takePunctuation('(')) {
      if (!this.#takePunctuation(')')) throw this.#unexpected("')'")
      return this.#seen({ text: `${token.text}()`, quoted: false })
    }
    return this.#seen({ text: token.text, quoted: token.kind === 'string' })
  }

  #seen(operand: JqlOperand): JqlOperand {
    if (RELATIVE.test(operand.text.trim())) this.sawRelative = true
    return operand
  }

  #value(what: string): JqlToken {
    const token = this.#peek()
    if (token.kind !== 'word' && token.kind !== 'string') throw this.#unexpected(what)
    this.#at += 1
    return token
  }

  #peek(): JqlToken {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '', at: 0 }
  }

  #isWord(word: string): boolean {
    const token = this.#peek()
    return token.kind === 'word' && token.text.toLowerCase() === word
  }

  #takeWord(word: string): boolean {
    if (!this.#isWord(word)) return false
    this.#at += 1
    return true
  }

  #takePunctuation(mark: string): boolean {
    const token = this.#peek()
    if (token.kind !== 'punctuation' || token.text !== mark) return false
    this.#at += 1
    return true
  }

  #takeOperator(mark: string): boolean {
    const token = this.#peek()
    if (token.kind !== 'operator' || token.text !== mark) return false
    this.#at += 1
    return true
  }

  #unexpected(expected: string): Error {
    const token = this.#peek()
    const got = token.kind === 'end' ? 'the end of the query' : `'${token.text}'`
    return badRequest(`Error in the JQL Query: Expecting ${expected} but got ${got}. (line 1, character ${token.at})`)
  }
}
