import type { Command } from 'commander'
import { addCommand, answer, type CommonOptions, type Context, clientOf } from '../context.ts'
import type { PlanVersionAnswer } from '../hub/answers.ts'
import { planPath } from '../hub/chosen-plan.ts'
import { cut, minute } from '../output/formats.ts'
import { table } from '../output/table.ts'
import { limitOption } from './list-options.ts'

/** `plan versions PLAN`: who stored which version of a plan, when and why; the newest first. */
export function addPlanVersions(plan: Command, context: Context): void {
  addCommand(
    plan,
    'versions <plan>',
    'List the stored versions of a plan with author, message and time, newest first',
    ['plan versions ehr-2027', 'plan versions ehr-2027 --limit 5', 'plan versions ehr-2027 --json'],
  )
    .addOption(limitOption())
    .action(async (id: string, _: object, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { limit: number }>()
      const path = `${planPath(id)}/versions`
      const versions = await clientOf(context, options).list<PlanVersionAnswer>(path, {}, options.limit)
      answer(context, options, versions, () => versionTable(versions))
    })
}

function versionTable(versions: readonly PlanVersionAnswer[]): string {
  return table(
    [{ head: 'Version', align: 'right' }, { head: 'Stored' }, { head: 'By' }, { head: 'Message' }],
    versions.map(({ version, createdAt, author, message }) => [
      String(version),
      minute(createdAt),
      author ?? '–',
      cut(onOneLine(message ?? ''), 80),
    ]),
  )
}

/** Messages are free text: a line break or a control character would break the table. */
function onOneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()
}
