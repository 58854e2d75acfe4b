import type { Fault } from '@throughline/errors'
import type { z } from 'zod'
import type { DocumentSource } from './document-source.ts'
import { didYouMean } from './nearest.ts'
import type { Path } from './pointer.ts'

/** The faults of a document's shape, in words: unknown and missing fields, wrong types, values out of range. */
export function shapeFaults(issues: readonly z.core.$ZodIssue[], source: DocumentSource, above: Path = []): Fault[] {
  return issues.filter(isTelling).flatMap((issue) => {
    const path = [...above, ...issue.path.filter((step) => typeof step !== 'symbol')]
    if (issue.code === 'invalid_union') return shapeFaults(likeliest(issue), source, path)
    if (issue.code === 'unrecognized_keys') {
      const sentences = issue.message.split('\n')
      return issue.keys.map((key, index) => source.faultAt([...path, key], sentences[index] ?? issue.message, 'key'))
    }
    return [source.faultAt(path, sentence(issue, path, valueAt(source.data, path)))]
  })
}

/** A misspelt field is the whole fault: that its map then seems to lack something is told by the spelling already. */
function isTelling(issue: z.core.$ZodIssue, _: number, issues: readonly z.core.$ZodIssue[]): boolean {
  const isMisspelt = ({ code, path }: z.core.$ZodIssue) =>
    code === 'unrecognized_keys' && path.join('/') === issue.path.join('/')
  return issue.code !== 'custom' || !issues.some(isMisspelt)
}

/** Of the ways in which a value could have been written, the one its author seems to have meant. */
function likeliest(issue: z.core.$ZodIssueInvalidUnion): readonly z.core.$ZodIssue[] {
  const isAboutTheWhole = ({ code, path }: z.core.$ZodIssue) =>
    path.length === 0 && (code === 'invalid_type' || code === 'invalid_value')
  const strangers = (branch: readonly z.core.$ZodIssue[]) =>
    branch.reduce(
      (sum, each) => sum + (each.code === 'unrecognized_keys' && each.path.length === 0 ? each.keys.length : 0),
      0,
    )
  const fitting = issue.errors.filter((branch) => !branch.some(isAboutTheWhole))
  return (
    // Of several maps the one that knows most of the fields.
    fitting.toSorted((one, other) => strangers(one) - strangers(other))[0] ??
    issue.errors.find((branch) => branch.some(({ code }) => code === 'invalid_value')) ??
    issue.errors[0] ??
    []
  )
}

function sentence(issue: z.core.$ZodIssue, path: Path, value: unknown): string {
  const field = path.findLast((step) => typeof step === 'string')
  const name = field === undefined ? 'the document' : `\`${field}\``
  if (value === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value')) {
    return `${name} is missing; add it`
  }
  switch (issue.code) {
    case 'invalid_type': {
      const quotes = issue.expected === 'string' && isPlain(value) ? '; write it in quotes' : ''
      return `${name} must be ${TYPES[issue.expected] ?? issue.expected}, not ${shown(value)}${quotes}`
    }
    case 'invalid_value': {
      const options = issue.values.map(String)
      const meant = typeof value === 'string' ? didYouMean(value, options) : ''
      return `${name} must be one of ${options.join(', ')}; it is ${shown(value)}${meant}`
    }
    case 'too_small':
      if (issue.origin === 'number') {
        return `${name} must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}, not ${shown(value)}`
      }
      return `${name} is empty; ${issue.origin === 'array' ? 'list at least one value' : 'fill it in'}, or remove it`
    case 'too_big':
      if (issue.origin === 'number') return `${name} must be at most ${issue.maximum}, not ${shown(value)}`
      return `${name} must have at most ${issue.maximum} ${issue.origin === 'array' ? 'values' : 'characters'}`
    default:
      return issue.message
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  array: 'a list',
  object: 'a map of fields',
}

function isPlain(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean'
}

function shown(value: unknown): string {
  if (value === null) return 'empty'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a map of fields'
  const text = String(value)
  return typeof value === 'string' ? `\`${text.length > 60 ? `${text.slice(0, 60)}…` : text}\`` : text
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = Reflect.get(value, step)
  }
  return value
}
