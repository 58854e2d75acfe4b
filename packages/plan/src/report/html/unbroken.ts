const CURRENCY = Intl.supportedValuesOf('currency').join('|')

const PERCENT = String.raw`[+−-]?\d[\d.,]* (?:%|pp(?!\p{L}))`
const MONEY = String.raw`\b(?:${CURRENCY}) \d[\d.,]*`
const DAY_OR_WEEK = String.raw`\b\d{4}-(?:\d{2}-\d{2}|W\d{2})\b`

const WHOLE = new RegExp(`${PERCENT}|${MONEY}|${DAY_OR_WEEK}`, 'gu')

/**
 * Keeps each percentage and sum of money of a text with its unit, and each date, on one line: a bare `%` below its number, or
 * half a date, is read as something else. By a span, so that whoever searches the page finds the text as the report has it.
 *
 * @param markup text between tags, escaped.
 */
export function unbroken(markup: string): string {
  return markup.replaceAll(WHOLE, '<span class="whole">$&</span>')
}
