import { type Fault, ValidationError } from '@throughline/errors'

/** One file of a plan that is kept in a folder. */
export interface PlanPart {
  readonly name: string
  readonly text: string
}

/** A place in the file that a line of the joined document came from. */
export interface PartPlace {
  readonly name: string
  readonly line: number
}

/** Several files as one document. */
export interface JoinedDocument {
  readonly text: string
  /** Where a line of the text, counted from 1, stands among the files. */
  placeOf(line: number): PartPlace
}

/**
 * Joins the YAML files of a folder into one plan document, in the order given. Each file holds some fields of the plan; a
 * field that is a list may stand in several files, and its entries follow each other. Comments, order and layout stay as
 * they are, but for the indent of lists that are joined.
 *
 * Throws `ValidationError('plan.invalid')` where a field stands in two files and is no list of lines that begin with `-`.
 */
export function joinFiles(parts: readonly PlanPart[]): JoinedDocument {
  const fields = new Map<string, Field>()
  const faults: Fault[] = []
  const before: SourceLine[] = []
  for (const part of parts) {
    const { head, fields: own } = fieldsOf(part)
    before.push(...head)
    for (const field of own) {
      const earlier = fields.get(field.name)
      if (earlier === undefined) fields.set(field.name, field)
      else if (isEmpty(earlier))
        fields.set(field.name, { ...field, above: [...earlier.above, ...earlier.body, ...field.above] })
      else if (isEmpty(field)) earlier.body.push(...field.above, ...field.body)
      else if (isBlockList(earlier) && isBlockList(field)) {
        earlier.body.push(...field.above, ...keyComment(field), ...indented(field, indentOf(earlier)))
      } else faults.push(repeated(field, earlier))
    }
  }
  if (faults.length > 0) throw new ValidationError('plan.invalid', 'The files of the plan do not fit together.', faults)
  const lines = [...before, ...[...fields.values()].flatMap(({ above, key, body }) => [...above, key, ...body])]
  const last = parts.at(-1)?.name ?? ''
  return {
    text: `${lines.map(({ text }) => text).join('\n')}\n`,
    placeOf: (line) => lines[line - 1]?.place ?? { name: last, line: 1 },
  }
}

interface SourceLine {
  readonly text: string
  readonly place: PartPlace
}

/** A field of the plan in one file: the comments above it, its own line and the lines below that. */
interface Field {
  readonly name: string
  readonly above: SourceLine[]
  readonly key: SourceLine
  readonly body: SourceLine[]
}

/** The name of a field at the left margin. */
const FIELD = /^(?:([A-Za-z]\w*)|"([^"]+)"|'([^']+)')\s*:(?:\s|$)/

function fieldsOf({ name, text }: PlanPart): { readonly head: SourceLine[]; readonly fields: Field[] } {
  const head: SourceLine[] = []
  const fields: Field[] = []
  let waiting: SourceLine[] = []
  const lines = text
    .replace(/^\uFEFF/, '')
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
  for (const [index, line] of lines.entries()) {
    const source = { text: line, place: { name, line: index + 1 } }
    const field = FIELD.exec(line)
    const [, plain, double, single] = field ?? []
    const found = plain ?? double ?? single
    if (found !== undefined) {
      fields.push({ name: found, above: waiting, key: source, body: [] })
      waiting = []
    } else if (/^(#|\s*$)/.test(line)) {
      // A comment at the margin, or an empty line, belongs to the field that follows it.
      waiting.push(source)
    } else if (!/^(---|\.\.\.)/.test(line)) {
      const body = fields.at(-1)?.body ?? head
      body.push(...waiting, source)
      waiting = []
    }
  }
  const end = fields.at(-1)?.body ?? head
  end.push(...waiting)
  return { head, fields }
}

function isBlockList({ key, body }: Field): boolean {
  const first = body.find(({ text }) => text.trim() !== '' && !text.trim().startsWith('#'))
  return /:\s*(#.*)?$/.test(key.text) && first !== undefined && /^\s*-(\s|$)/.test(first.text)
}

/** A field that says nothing: a name with comments alone. */
function isEmpty({ key, body }: Field): boolean {
  return /:\s*(#.*)?$/.test(key.text) && body.every(({ text }) => /^\s*(#|$)/.test(text))
}

/** The comment beside the name of a list that is joined to another: the name goes, the comment stays. */
function keyComment({ key }: Field): SourceLine[] {
  const comment = /:\s*(#.*)$/.exec(key.text)?.[1]
  return comment === undefined ? [] : [{ text: comment, place: key.place }]
}

function indentOf({ body }: Field): number {
  return body.find(({ text }) => /^\s*-/.test(text))?.text.search(/\S/) ?? 0
}

function indented(field: Field, wanted: number): SourceLine[] {
  const shift = wanted - indentOf(field)
  if (shift === 0) return field.body
  return field.body.map(({ text, place }) => ({
    text:
      text.trim() === ''
        ? text
        : shift > 0
          ? ' '.repeat(shift) + text
          : text.slice(Math.min(-shift, text.search(/\S/))),
    place,
  }))
}

function repeated({ name, key }: Field, earlier: Field): Fault {
  const { place } = earlier.key
  return {
    pointer: `/${name}`,
    detail: `\`${name}\` stands in ${place.name} on line ${place.line} already; only lists written as lines with \`-\` may be divided (${key.place.name}:${key.place.line})`,
  }
}
