import { ValidationError } from '@throughline/errors'
import { TEMPLATES, type TemplateName, templateDocument } from '@throughline/templates'
import { type Command, Option } from 'commander'
import { z } from 'zod'
import { addCommand, type Context } from '../context.ts'
import { writeNew } from './new-file.ts'

interface InitOptions {
  readonly template: TemplateName
  readonly start?: string
  readonly jira: string
  readonly github: string
  readonly output?: string
}

/** `plan init --template NAME`: a complete plan to start from. */
export function addPlanInit(plan: Command, context: Context): void {
  const names = Object.keys(TEMPLATES)
  const list = Object.entries(TEMPLATES).map(([name, title]) => `  ${name.padEnd(18)}${title}`)
  addCommand(plan, 'init', 'Write a complete plan to start from, out of a template', [
    'plan init --template cloud-migration > plan.yaml',
    'plan init --template retail-app --start 2027-01-01 --jira our-jira --output plan.yaml',
  ])
    .addHelpText('after', `\nTemplates:\n${list.join('\n')}`)
    .addOption(new Option('--template <name>', 'which').choices(names).makeOptionMandatory())
    .option('--start <date>', 'a day of the month in which the period begins; default this month')
    .option('--jira <id>', 'the connection to Jira that its links name', 'jira')
    .option('--github <id>', 'the connection to GitHub that its links name', 'github')
    .option('--output <file>', 'write it there, unless something is there already')
    .action(async (options: InitOptions) => {
      const today = new Date().toISOString().slice(0, 10)
      const start = options.start === undefined ? today : dayOf(options.start)
      for (const id of [options.jira, options.github]) checkId(id)
      const { template, jira, github, output } = options
      const text = await templateDocument(template, { start, today, jira, github })
      if (output === undefined) return context.io.out(text)
      await writeNew(output, text)
      context.io.err(
        `Wrote ${output}. Put your own project keys, labels and names in, then: throughline plan review ${output}\n`,
      )
    })
}

/** A day near enough that all days of a plan of some years are days too. */
function dayOf(text: string): string {
  const day = z.iso.date().safeParse(text)
  if (day.success && text > '1900' && text < '9000') return text
  throw new ValidationError('cli.date', `“${text}” is no day. Write --start as 2027-01-01.`, [])
}

function checkId(id: string): void {
  if (/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)) return
  const message = `“${id}” is no id of a connection: lower-case letters, digits and single hyphens.`
  throw new ValidationError('cli.connection_id', message, [])
}
