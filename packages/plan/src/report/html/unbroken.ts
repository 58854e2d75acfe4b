const DAY_OR_WEEK = /\b\d{4}-(?:\d{2}-\d{2}|W\d{2})\b/g
const SPACE_BEFORE_UNIT = /(?<=\d) (?=(?:%|(?:pp|minutes?|hours?|days?|weeks?|points?|items?)(?![\p{L}\p{N}])))/gu
const SPACE_BEHIND_CURRENCY = /(?<=\b[A-Z]{3}) (?=\d)/g

/**
 * Keeps each number of a text with its unit, and each date, on one line: a bare `%` below its number, or half a date, is
 * read as something else.
 *
 * @param markup text between tags, escaped.
 */
export function unbroken(markup: string): string {
  return markup
    .replaceAll(SPACE_BEFORE_UNIT, '\u{a0}')
    .replaceAll(SPACE_BEHIND_CURRENCY, '\u{a0}')
    .replaceAll(DAY_OR_WEEK, '<span class="day">$&</span>')
}
