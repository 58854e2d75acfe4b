import { readFile } from 'node:fs/promises'
import { ValidationError } from '@throughline/errors'
import { type Command, InvalidArgumentError } from 'commander'
import { addCommand, answer, type CommonOptions, type Context, clientOf } from '../context.ts'
import type { KpiEntryAnswer, KpiImportAnswer, KpiValueAnswer } from '../hub/answers.ts'
import { chosenPlan, planPath } from '../hub/chosen-plan.ts'
import { entryTable, importText, putValueText } from '../output/kpi-entries.ts'
import { showFaults } from './plan-faults.ts'

interface KpiOptions extends CommonOptions {
  readonly plan?: string
  readonly reason?: string
  readonly until?: string
  readonly dryRun?: boolean
}

/** The most acts that are listed. */
const actsMax = 1_000

/** `kpi set|unset|import|history`: values of KPIs that people enter. */
export function addKpi(parent: Command, context: Context): void {
  const kpi = parent.command('kpi').description('Enter values of KPIs by hand, take them back, and see who did')
  addSet(kpi, context)
  addUnset(kpi, context)
  addImport(kpi, context)
  addHistory(kpi, context)
}

function addSet(kpi: Command, context: Context): void {
  addCommand(kpi, 'set <kpi> <week>', 'Enter a KPI’s value of a week; of a measured KPI it overrides', [
    'kpi set satisfaction 2026-W47 4.2 --reason "Survey of all sites"',
    'kpi set lead-time 2026-W47 12 --reason "Counted by hand during the freeze" --until 2026-W49',
  ])
    .argument('<value>', 'the value, in the KPI’s unit', numberOf)
    .requiredOption('--reason <text>', 'why it is entered by hand')
    .option('--until <week>', 'the last week it holds for; default its own')
    .option('--plan <id>', 'the plan; needed when there are several')
    .action(async (id: string, week: string, value: number, _: object, command: Command) => {
      const options = command.optsWithGlobals<KpiOptions>()
      const { path, client } = await placeOf(context, options, id)
      const { reason, until } = options
      const json = { value, reason, ...(until === undefined ? {} : { until }) }
      const put = await client.json<KpiValueAnswer>('PUT', `${path}/values/${encodeURIComponent(week)}`, { json })
      answer(context, options, put, () => putValueText(id, put))
    })
}

function addUnset(kpi: Command, context: Context): void {
  addCommand(kpi, 'unset <kpi> <week>', 'Take back a value that was entered by hand', [
    'kpi unset lead-time 2026-W47 --reason "The freeze ended early"',
  ])
    .option('--reason <text>', 'why; kept in the history')
    .option('--plan <id>', 'the plan; needed when there are several')
    .action(async (id: string, week: string, _: object, command: Command) => {
      const options = command.optsWithGlobals<KpiOptions>()
      const { path, client } = await placeOf(context, options, id)
      await client.json('DELETE', `${path}/values/${encodeURIComponent(week)}`, { query: { reason: options.reason } })
      answer(
        context,
        options,
        { kpi: id, week, takenBack: true },
        () => `The value of ${id} for ${week} is taken back.\n`,
      )
    })
}

function addImport(kpi: Command, context: Context): void {
  addCommand(kpi, 'import <file>', 'Enter values from a CSV file (kpi, week, value, reason, until), all or none', [
    'kpi import survey.csv --dry-run',
    'kpi import survey.csv --plan ehr-2027',
    'kpi import - < survey.csv',
  ])
    .option('--dry-run', 'store nothing; show what would be entered and replaced')
    .option('--plan <id>', 'the plan; needed when there are several')
    .action(async (file: string, _: object, command: Command) => {
      const options = command.optsWithGlobals<KpiOptions>()
      const client = clientOf(context, options)
      const path = `${planPath(await chosenPlan(client, options.plan))}/kpis/values`
      const text = { type: 'text/csv', body: file === '-' ? await context.io.readInput() : await readCsv(file) }
      try {
        const query = { dryRun: options.dryRun ?? false }
        const done = await client.json<KpiImportAnswer>('POST', path, { query, text })
        answer(context, options, done, () => importText(done))
      } catch (error) {
        showFaults(context, options, { placeOf: (line) => ({ name: file, line }) }, error)
      }
    })
}

function addHistory(kpi: Command, context: Context): void {
  addCommand(kpi, 'history <kpi>', 'Show what was entered for a KPI and taken back: who, when and why, newest first', [
    'kpi history lead-time',
    'kpi history lead-time --plan ehr-2027 --json',
  ])
    .option('--plan <id>', 'the plan; needed when there are several')
    .action(async (id: string, _: object, command: Command) => {
      const options = command.optsWithGlobals<KpiOptions>()
      const { path, client } = await placeOf(context, options, id)
      const acts = await client.list<KpiEntryAnswer>(`${path}/entries`, {}, actsMax)
      answer(context, options, acts, () => entryTable(acts))
    })
}

async function placeOf(context: Context, options: KpiOptions, kpi: string) {
  const client = clientOf(context, options)
  return { client, path: `${planPath(await chosenPlan(client, options.plan))}/kpis/${encodeURIComponent(kpi)}` }
}

function numberOf(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) {
    throw new InvalidArgumentError(`“${text}” is no number. Write it with a point, such as 12.5.`)
  }
  return value
}

async function readCsv(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new ValidationError('cli.file', `The file ${path} cannot be read. Check its path and its mode.`, [], {
      cause,
    })
  }
}
