import { REPORT_AUDIENCES, type ReportAudience, type Roadmap, weekOf } from '@throughline/plan'
import { type Command, Option } from 'commander'
import { addCommand, type CommonOptions, type Context, clientOf } from '../context.ts'
import { chosenPlan, planPath } from '../hub/chosen-plan.ts'
import type { HubClient } from '../hub/client.ts'
import { knownAtOption } from './moment-options.ts'

const mediaTypes = {
  markdown: 'text/markdown',
  html: 'text/html',
  csv: 'text/csv',
  json: 'application/json',
} as const

interface ReportOptions extends CommonOptions {
  readonly week?: string
  readonly format: keyof typeof mediaTypes
  readonly audience: ReportAudience
  readonly recompute?: boolean
  readonly knownAt?: string
}

/** `report weekly [PLAN]`: the weekly report as text. */
export function addReport(parent: Command, context: Context): void {
  const report = parent.command('report').description('Print reports')
  addCommand(report, 'weekly [plan]', 'Print the report of a week; by default of the running one', [
    'report weekly',
    'report weekly ehr-2027 --week 2026-W47 --format html > week.html',
    'report weekly --audience executive --format html > board.html',
    'report weekly --week 2026-W46 --recompute',
    'report weekly --week 2026-W46 --known-at 2026-11-20',
  ])
    .option('--week <week>', 'an ISO week, such as 2026-W47; default the running week in the plan’s time zone')
    .addOption(
      new Option('--format <format>', 'form of the report').choices(Object.keys(mediaTypes)).default('markdown'),
    )
    .addOption(
      new Option('--audience <audience>', 'whom Markdown and HTML are for: one page to decide by, or everything')
        .choices(REPORT_AUDIENCES)
        .default('team'),
    )
    .option('--recompute', 'compute it again from what is known now, also where it was published')
    .addOption(knownAtOption())
    .action(async (named: string | undefined, _: object, command: Command) => {
      const options = command.optsWithGlobals<ReportOptions>()
      const client = clientOf(context, options)
      const plan = await chosenPlan(client, named)
      const format = options.json === true ? 'json' : options.format
      const week = options.week ?? (await runningWeek(client, plan))
      const text = await weeklyReportText(client, plan, week, mediaTypes[format], options)
      context.io.out(text.endsWith('\n') ? text : `${text}\n`)
    })
}

/** The ISO week that is running in a plan's time zone. */
export async function runningWeek(client: HubClient, plan: string): Promise<string> {
  const { timeZone } = await client.json<Roadmap>('GET', `${planPath(plan)}/roadmap`)
  return weekOf(Date.now(), timeZone)
}

/** The report of a week as text of a media type. */
export function weeklyReportText(
  client: HubClient,
  plan: string,
  week: string,
  accept: string,
  query: Partial<Pick<ReportOptions, 'audience' | 'recompute' | 'knownAt'>> = {},
): Promise<string> {
  const { audience, recompute, knownAt } = query
  const path = `${planPath(plan)}/reports/weekly/${encodeURIComponent(week)}`
  return client.text('GET', path, { accept, query: { audience, recompute, knownAt } })
}
