import { escapeAttribute, escapeText } from 'entities'
import { type Cell, cellText, type ReportTable, type ShownVerdict } from '../report-table.ts'
import { oneLine } from '../report-words.ts'
import { INLINE, type Role, VERDICT_SIGNS } from './style.ts'
import { unbroken } from './unbroken.ts'

/** A text of somebody else as it stands between tags, numbers with their units on one line. */
export function text(value: string): string {
  return unbroken(plainText(value))
}

/** A text of somebody else as it stands where no tag may, such as the title of the page. */
export function plainText(value: string): string {
  return escapeText(oneLine(value))
}

/** A text of somebody else as it stands in a quoted attribute. */
function attribute(value: string): string {
  return escapeAttribute(oneLine(value)).replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** An element with the style of its role. What is inside is markup already. */
export function styled(tag: 'h1' | 'h2' | 'h3' | 'p' | 'div', role: Role, inner: string): string {
  return `<${tag} class="${role}" style="${INLINE[role]}">${inner}</${tag}>`
}

/** A paragraph in small grey type. */
export function quiet(inner: string): string {
  return styled('p', 'quiet', inner)
}

/** A part of the page under its heading. */
export function section(title: string, ...blocks: readonly string[]): string {
  return `<section>\n${[styled('h2', 'h2', text(title)), ...blocks].join('\n')}\n</section>`
}

/** The words of a verdict with its sign. Good news that is not to be trusted has a sign of its own, which is not green. */
export function verdictMarkup(words: string, verdict: ShownVerdict | undefined): string {
  if (verdict === undefined) return text(words)
  const { sign, colour } = VERDICT_SIGNS[verdict]
  return `<span aria-hidden="true" class="${verdict}" style="color:${colour}">${sign}</span> ${text(words)}`
}

/** A cell of a table in words, with its verdict or its link to the web; other addresses are shown as text alone. */
function cellMarkup(cell: Cell): string {
  if (typeof cell === 'string') return text(cell)
  const { text: words, verdict, url } = cell
  if (url !== undefined && /^https?:\/\//i.test(url)) return `<a href="${attribute(url)}">${text(words)}</a>`
  return verdictMarkup(words, verdict)
}

/** A cell that is markup already. */
export interface MarkupCell {
  readonly markup: string
  /**
   * `short` values stay on one line where there is room; a `bar` needs a little room below its words, a `chart` stands alone
   * and needs no name of its column on a phone; `text` is anything else.
   */
  readonly kind?: 'short' | 'bar' | 'chart' | 'text'
}

/** Values and heads up to so many characters stay on one line: numbers with units, dates, verdicts. */
const SHORT_MAX = 12

/** A cell of words. */
export function wordsCell(words: string): MarkupCell {
  return { markup: text(words), kind: words.length > SHORT_MAX ? 'text' : 'short' }
}

/**
 * A cell that names what its row is about, with markup below. The name stands apart from what is around it, so that one
 * written from right to left turns nothing else around.
 */
export function nameCell(name: string, below = ''): MarkupCell {
  return { markup: `<strong><bdi>${text(name)}</bdi></strong>${below}` }
}

/** A cell of words with a verdict or a link. */
export function markupCell(cell: Cell): MarkupCell {
  return { markup: cellMarkup(cell), kind: cellText(cell).length > SHORT_MAX ? 'text' : 'short' }
}

/**
 * A table whose rows become blocks on a phone, each value behind the name of its column. The roles say to programs that
 * read aloud what the blocks no longer do; the attributes give mail programs without styles their spacing.
 *
 * @param widths of the columns in percent, where tables below each other are to line up; else as their contents need.
 */
export function rowsTable(
  name: string,
  head: readonly string[],
  rows: readonly (readonly MarkupCell[])[],
  widths: readonly number[] = [],
): string {
  const columns = widths.map((width) => `<col style="width:${width}%">`)
  const [kind, group] =
    widths.length === 0 ? ['rows', ''] : ['rows fixed', `\n<colgroup>${columns.join('')}</colgroup>`]
  const heads = head.map((each) => {
    const kind = each.length > SHORT_MAX ? '' : ' class="short"'
    return `<th role="columnheader" scope="col"${kind}>${text(each)}</th>`
  })
  const lines = rows.map((cells) => {
    const tds = cells.map(({ markup, kind = 'text' }, index) => {
      const label = head[index] ?? ''
      const labelled = index === 0 || label === '' ? '' : ` data-label="${attribute(label)}"`
      return `<td role="cell" class="${index === 0 ? 'first' : kind}"${labelled}>${markup}</td>`
    })
    return `<tr role="row" valign="top">${tds.join('')}</tr>`
  })
  return `<table role="table" aria-label="${attribute(name)}" class="${kind}" cellpadding="6" style="${INLINE.table}">${group}\n<thead role="rowgroup"><tr role="row">${heads.join('')}</tr></thead>\n<tbody role="rowgroup">\n${lines.join('\n')}\n</tbody>\n</table>`
}

/** A table of the report as a part of the page, its first column in bold. */
export function tableSection(table: ReportTable): string {
  const rows = table.rows.map((cells) =>
    cells.map((cell, index) => (index === 0 ? nameCell(cellText(cell)) : markupCell(cell))),
  )
  return section(
    table.title,
    rowsTable(table.title, table.head, rows),
    ...(table.notes ?? []).map((note) => quiet(text(note))),
  )
}
