import type { Roadmap } from '@throughline/plan'
import type { Command } from 'commander'
import { addCommand, answer, type CommonOptions, type Context, clientOf } from '../context.ts'
import { chosenPlan, planPath } from '../hub/chosen-plan.ts'
import { roadmapTable } from '../output/roadmap-table.ts'
import { asOfOption, knownAtOption, type MomentOptions } from './moment-options.ts'

/** `roadmap [PLAN]`: progress and health of every objective and deliverable. */
export function addRoadmap(parent: Command, context: Context): void {
  addCommand(parent, 'roadmap [plan]', 'Show progress and health of every objective and deliverable', [
    'roadmap',
    'roadmap ehr-2027 --as-of 2026-10-31',
    'roadmap ehr-2027 --as-of 2026-10-31 --known-at 2026-11-02',
    'roadmap --why',
    'roadmap --json | jq .progress',
  ])
    .addOption(asOfOption())
    .addOption(knownAtOption())
    .option('--why', 'also say what each health stands on')
    .action(async (named: string | undefined, _: object, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & MomentOptions & { why?: boolean }>()
      const client = clientOf(context, options)
      const plan = await chosenPlan(client, named)
      const roadmap = await client.json<Roadmap>('GET', `${planPath(plan)}/roadmap`, {
        query: { asOf: options.asOf, knownAt: options.knownAt },
      })
      answer(context, options, roadmap, () => roadmapTable(roadmap, context.paint, { reasons: options.why ?? false }))
    })
}
