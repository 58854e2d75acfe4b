import type { JiraUserRecord } from '../../records.ts'
import type { JiraEntry } from '../jira-entry.ts'
import { badRequest } from '../jira-error.ts'
import { readJqlDate } from './date-literal.ts'
import type { JqlNode, JqlOperand, JqlOperator } from './parse.ts'

/** Decides whether an issue belongs to the result. */
export type Condition = (entry: JiraEntry) => boolean

/** What a condition must look up; `null` answers for what does not exist or may not be seen. */
export interface JqlScope {
  /** Epoch milliseconds that relative dates count from. */
  readonly now: number
  /** Zone of the account that searches. */
  readonly zone: string
  /** Whether a project or issue that does not exist is refused; otherwise it equals nothing. */
  readonly isStrict: boolean
  /** The account behind `currentUser()`. */
  readonly account: string
  /** How queries name a person. */
  accountOf(user: JiraUserRecord): string
  /** Key of the project with this key, name or id. */
  projectKey(text: string): string | null
  /** The issue with this key or id. */
  issue(keyOrId: string): JiraEntry | null
}

type Clause = Extract<JqlNode, { kind: 'clause' }>

/**
 * Turns the conditions of a query into a function. Values are checked against the site first, as Jira does.
 *
 * @throws WireError 400 with Jira's message for an unknown field, operator, project, issue or date.
 */
export function compileCondition(node: JqlNode, scope: JqlScope): Condition {
  switch (node.kind) {
    case 'and': {
      const parts = node.parts.map((part) => compileCondition(part, scope))
      return (entry) => parts.every((part) => part(entry))
    }
    case 'or': {
      const parts = node.parts.map((part) => compileCondition(part, scope))
      return (entry) => parts.some((part) => part(entry))
    }
    case 'not': {
      const part = compileCondition(node.part, scope)
      return (entry) => !part(entry)
    }
    case 'clause':
      return compileClause(node, scope)
  }
}

function compileClause(clause: Clause, scope: JqlScope): Condition {
  switch (clause.field.toLowerCase()) {
    case 'project':
      return oneOf(
        clause,
        (entry) => [entry.project],
        (text) => {
          const key = scope.projectKey(text)
          if (key === null && scope.isStrict) throw missingValue(text, clause.field)
          return key
        },
      )
    case 'key':
    case 'issuekey':
    case 'issue':
    case 'id':
      return compileKey(clause, scope)
    case 'parent':
    case 'epic link':
      return oneOf(clause, parentOf, (text) => issueOf(text, clause, scope)?.key ?? null)
    case 'updated':
    case 'updateddate':
      return compileDate(clause, scope, (entry) => entry.updatedMs)
    case 'created':
    case 'createddate':
      return compileDate(clause, scope, (entry) => entry.createdMs)
    case 'resolved':
    case 'resolutiondate':
      return compileDate(clause, scope, (entry) => entry.resolvedMs)
    case 'status':
      return named(clause, (entry) => [entry.record.fields.status])
    case 'statuscategory':
      return oneOf(
        clause,
        (entry) => {
          const category = entry.record.fields.status.statusCategory
          return [category.name, category.key, String(category.id)].map((text) => text.toLowerCase())
        },
        (text) => text.toLowerCase(),
      )
    case 'issuetype':
    case 'type':
      return named(clause, (entry) => [entry.record.fields.issuetype])
    case 'resolution':
      return named(clause, (entry) => [entry.record.fields.resolution])
    case 'priority':
      return named(clause, (entry) => [entry.record.fields.priority])
    case 'component':
      return named(clause, (entry) => entry.record.fields.components ?? [])
    case 'fixversion':
      return named(clause, (entry) => entry.record.fields.fixVersions ?? [])
    case 'labels':
      return oneOf(
        clause,
        (entry) => entry.record.fields.labels ?? [],
        (text) => text,
      )
    case 'assignee':
      return oneOf(
        clause,
        (entry) => accounts(entry.record.fields.assignee, scope),
        (text) => account(text, scope),
      )
    case 'reporter':
      return oneOf(
        clause,
        (entry) => accounts(entry.record.fields.reporter, scope),
        (text) => account(text, scope),
      )
    default:
      throw badRequest(`Field '${clause.field}' does not exist or you do not have permission to view it.`)
  }
}

/** Equality with one of the operands, for fields with any number of values. */
function oneOf(
  clause: Clause,
  valuesOf: (entry: JiraEntry) => readonly string[],
  read: (text: string) => string | null,
): Condition {
  const empty = clause.operands.some((operand) => isEmptyWord(operand))
  const wanted = new Set(
    clause.operands.filter((operand) => !isEmptyWord(operand)).flatMap((operand) => read(operand.text) ?? []),
  )
  if ((clause.operator === 'is' || clause.operator === 'is not') && wanted.size > 0) throw badOperator(clause)
  const holds: Condition = (entry) => {
    const values = valuesOf(entry)
    return values.length === 0 ? empty : values.some((value) => wanted.has(value))
  }
  switch (clause.operator) {
    case '=':
    case 'in':
    case 'is':
      return holds
    case '!=':
    case 'not in':
      // As in Jira, an issue without a value matches no inequality.
      return (entry) => valuesOf(entry).length > 0 && !holds(entry)
    case 'is not':
      return (entry) => !holds(entry)
    default:
      throw badOperator(clause)
  }
}

function named(
  clause: Clause,
  valuesOf: (entry: JiraEntry) => readonly ({ readonly id: string; readonly name: string } | null | undefined)[],
): Condition {
  const unresolved = clause.field.toLowerCase() === 'resolution'
  return oneOf(
    unresolved
      ? {
          ...clause,
          operands: clause.operands.map((operand) =>
            /^unresolved$/i.test(operand.text) ? { text: 'empty', quoted: false } : operand,
          ),
        }
      : clause,
    (entry) => valuesOf(entry).flatMap((value) => (value ? [value.name.toLowerCase(), value.id] : [])),
    (text) => text.toLowerCase(),
  )
}

function compileKey(clause: Clause, scope: JqlScope): Condition {
  if (['<', '<=', '>', '>='].includes(clause.operator)) {
    const bound = issueOf(clause.operands[0]?.text ?? '', clause, scope)
    if (bound === null) return () => false
    return (entry) => entry.project === bound.project && compare(entry.number, clause.operator, bound.number)
  }
  return oneOf(
    clause,
    (entry) => [entry.key],
    (text) => issueOf(text, clause, scope)?.key ?? null,
  )
}

function compileDate(clause: Clause, scope: JqlScope, instantOf: (entry: JiraEntry) => number): Condition {
  const operand = clause.operands[0]
  if (operand === undefined || clause.operands.length > 1) throw badOperator(clause)
  if (isEmptyWord(operand)) {
    const wantsEmpty = clause.operator === 'is' || clause.operator === '='
    return (entry) => instantOf(entry) < 0 === wantsEmpty
  }
  const span = readJqlDate(operand.text, clause.field, scope.now, scope.zone)
  const test = dateTest(clause.operator, span.from, span.to)
  if (test === null) throw badOperator(clause)
  return (entry) => {
    const at = instantOf(entry)
    return at >= 0 && test(at)
  }
}

function dateTest(operator: JqlOperator, from: number, to: number): ((at: number) => boolean) | null {
  switch (operator) {
    // A written date is its first instant: `<= "2026/02/03 09:15"` leaves out 09:15:01, as in Jira.
    case '>=':
      return (at) => at >= from
    case '>':
      return (at) => at > from
    case '<=':
      return (at) => at <= from
    case '<':
      return (at) => at < from
    case '=':
      return (at) => at >= from && at < to
    case '!=':
      return (at) => at < from || at >= to
    default:
      return null
  }
}

function compare(value: number, operator: JqlOperator, bound: number): boolean {
  if (operator === '<') return value < bound
  if (operator === '<=') return value <= bound
  return operator === '>' ? value > bound : value >= bound
}

function parentOf(entry: JiraEntry): readonly string[] {
  const parent = entry.record.fields.parent
  return parent ? [parent.key] : []
}

function accounts(user: JiraUserRecord | null | undefined, scope: JqlScope): readonly string[] {
  return user ? [scope.accountOf(user)] : []
}

function account(text: string, scope: JqlScope): string {
  return text.toLowerCase() === 'currentuser()' ? scope.account : text
}

function issueOf(text: string, clause: Clause, scope: JqlScope): JiraEntry | null {
  const entry = scope.issue(text)
  if (entry === null && scope.isStrict) {
    const what = /^\d+$/.test(text) ? `ID '${text}'` : `key '${text}'`
    throw badRequest(`An issue with ${what} does not exist for field '${clause.field}'.`)
  }
  return entry
}

function isEmptyWord(operand: JqlOperand): boolean {
  return !operand.quoted && /^(empty|null)$/i.test(operand.text)
}

function missingValue(text: string, field: string): Error {
  return badRequest(`The value '${text}' does not exist for the field '${field}'.`)
}

function badOperator(clause: Clause): Error {
  return badRequest(`The operator '${clause.operator}' is not supported by the '${clause.field}' field.`)
}
