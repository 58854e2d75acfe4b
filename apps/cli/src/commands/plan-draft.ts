import { parsePlan } from '@throughline/plan'
import type { Command } from 'commander'
import { addCommand, type CommonOptions, type Context, clientOf } from '../context.ts'
import { counted } from '../output/formats.ts'
import { gather } from './list-options.ts'
import { writeNew } from './new-file.ts'

interface DraftOptions extends CommonOptions {
  readonly from: readonly string[]
  readonly id?: string
  readonly title?: string
  readonly since?: string
  readonly scope?: readonly string[]
  readonly output?: string
}

/** `plan draft`: a first plan document from what connections hold, on standard output; next steps on standard error. */
export function addDraft(plan: Command, context: Context): void {
  addCommand(plan, 'draft', 'Draft a first plan document from epics, fix versions and milestones', [
    'plan draft --from jira > plan.yaml',
    'plan draft --from jira --from github --since 2026-01-01 --id ehr-2027 --output ehr-2027.yaml',
    'plan draft --from jira --scope EHR --scope OPS',
  ])
    .requiredOption('--from <connection>', 'draft from this connection; repeat it for more', gather)
    .option('--id <id>', 'id of the plan; default draft- and the connections')
    .option('--title <text>', 'title of the plan')
    .option('--since <date>', 'leave out what had no activity since then; default a year before the newest change')
    .option('--scope <scope>', 'only what has work in this project or repository; repeat it for more', gather)
    .option('--output <file>', 'write to a new file instead of standard output')
    .action(async (_: object, command: Command) => {
      const options = command.optsWithGlobals<DraftOptions>()
      const { from: connections, id, title, since, scope: scopes, output } = options
      const format = options.json === true ? 'json' : 'yaml'
      const text = await clientOf(context, options).text('POST', '/plans/draft', {
        json: { connections, id, title, since, scopes },
        accept: `application/${format}`,
      })
      const document = text.endsWith('\n') ? text : `${text}\n`
      if (output === undefined) context.io.out(document)
      else await writeNew(output, document)
      context.io.err(nextSteps(text, format, output ?? `plan.${format}`))
    })
}

function nextSteps(text: string, format: 'yaml' | 'json', file: string): string {
  const { id, objectives } = parsePlan(text, format)
  const deliverables = objectives.flatMap((objective) => objective.deliverables).length
  const leftOut =
    format === 'yaml'
      ? 'The comment at its head says what was left out.'
      : 'Draft it without --json to see what was left out: JSON has no comments.'
  return `Drafted ${counted(objectives.length, 'objective')} with ${counted(deliverables, 'deliverable')}. ${leftOut}
Next:
  edit ${file}: titles of the objectives, due dates, targets of the KPIs
  throughline plan apply ${file} --dry-run
  throughline plan apply ${file}
  throughline unlinked ${id}
`
}
