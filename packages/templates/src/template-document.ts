import { readFile } from 'node:fs/promises'
import type { TemplateName } from './catalogue.ts'
import { firstOfMonth, monthsAfter, monthsBetween, shiftDays } from './shift-days.ts'
import { withoutFuture } from './without-future.ts'

/** When and where a template is to hold. */
export interface TemplateOptions {
  /** Any day of the month in which the plan's period begins, `2026-11-01`. */
  readonly start: string
  /** The day after which nothing has happened yet. */
  readonly today: string
  /** Ids of the connections that its links name. */
  readonly jira: string
  readonly github: string
}

/** Templates are written as if their period began in this month... */
const WRITTEN_FROM = '2026-01-01'

/** ...and as they stand so many months later. */
const WRITTEN_AFTER_MONTHS = 12

/**
 * A template as YAML, comments and all, moved by whole months to another start. What it tells of days after `today` is
 * left out: entries, assessments, updates, decisions, reviews. So is what has no day and came with time (money spent,
 * what is done or cancelled, controls in place), unless the year it took has passed.
 */
export async function templateDocument(name: TemplateName, options: TemplateOptions): Promise<string> {
  const written = await readFile(new URL(`../documents/${name}.yaml`, import.meta.url), 'utf8')
  const start = firstOfMonth(options.start)
  const moved = shiftDays(written, monthsBetween(WRITTEN_FROM, start)).replaceAll(
    /\bconnection: (jira|github)\b/g,
    (_, tool: 'jira' | 'github') => `connection: ${options[tool]}`,
  )
  const isUnderWay = monthsBetween(start, options.today) >= WRITTEN_AFTER_MONTHS
  return withoutFuture(moved, options.today, isUnderWay)
}

/** A template as it stands in its thirteenth month, `today`: with a year of work behind it. */
export function templateAfterAYear(name: TemplateName, options: Omit<TemplateOptions, 'start'>): Promise<string> {
  return templateDocument(name, { ...options, start: monthsAfter(firstOfMonth(options.today), -WRITTEN_AFTER_MONTHS) })
}
