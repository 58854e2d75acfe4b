import { z } from 'zod'
import { documentFields, slug } from './document-fields.ts'
import { type Kpi, kpiChoices, type kpiSchema, normaliseKpi } from './kpi.ts'
import { incidentsSchema, statSchema, whereSchema, windowSchema } from './kpi-measure.ts'
import type { Objective } from './objective.ts'
import type { Period } from './period.ts'
import { type PresetMember, presetMembers } from './preset-members.ts'
import { PRESET_NAMES, type PresetName } from './preset-name.ts'

const memberSchema = documentFields({
  title: z.string().min(1).optional(),
  stat: statSchema.optional(),
  window: windowSchema.optional(),
  ...kpiChoices,
})

/** Several KPIs at once, as the document writes them. */
export const presetSchema = documentFields({
  preset: z.enum(PRESET_NAMES).describe('KPIs that belong together: DORA, flow, the investment mix, predictability'),
  id: slug.optional().describe('What the ids of its KPIs begin with; default the name of the preset'),
  objective: z
    .string()
    .optional()
    .describe('Where it is measured, unless `where` says otherwise, and stands in reports'),
  owner: z.string().min(1).optional(),
  where: whereSchema.optional(),
  window: windowSchema.optional().describe('Of its durations and rates; default 4w. Counts are of single weeks'),
  incidents: incidentsSchema.optional().describe('Of `dora`: the issues that stand for failures in production'),
  delivered: z.enum(['deployments', 'releases']).optional().describe('Of `dora`: what counts; default deployments'),
  types: z.array(z.string().min(1)).min(1).optional().describe('Of `investment`: the types of work that get a share'),
  without: z.array(z.string()).min(1).optional().describe('Members that are left out'),
  members: z.record(z.string(), memberSchema).optional().describe('What single members say differently'),
}).superRefine((preset, context) => {
  for (const { path, message } of problemsOf(preset)) context.addIssue({ code: 'custom', path, message })
})

type PresetOutput = z.output<typeof presetSchema>

/** The KPIs that a preset stands for, in the order of the documentation, each as if the document had written it. */
export function expandPreset(
  input: PresetOutput,
  plan: { readonly objectives: readonly Pick<Objective, 'id' | 'title'>[]; readonly period: Period },
  entry: number,
): Kpi[] {
  return presetMembers(input, plan.objectives)
    .filter(({ id }) => input.without?.includes(id) !== true)
    .map((member) => normaliseKpi(writtenOut(input, member), plan.period, { entry, preset: input.preset }))
}

function writtenOut(input: PresetOutput, { id, title, ...member }: PresetMember): z.output<typeof kpiSchema> {
  const { stat, window, title: ownTitle, ...own } = input.members?.[id] ?? {}
  const objective = member.objective ?? input.objective
  return {
    id: `${input.id ?? input.preset}-${id}`,
    title: ownTitle ?? title,
    ...(objective === undefined ? {} : { objective }),
    ...(input.owner === undefined ? {} : { owner: input.owner }),
    ...member.kpi,
    ...own,
    measure: {
      ...member.measure,
      ...(stat === undefined ? {} : { stat }),
      ...(window === undefined ? {} : { window }),
    },
  }
}

/** Which fields belong to one preset alone. */
const OWN_FIELDS = {
  incidents: 'dora',
  delivered: 'dora',
  types: 'investment',
} as const satisfies Partial<Record<keyof PresetOutput, PresetName>>

interface Problem {
  readonly path: string[]
  readonly message: string
}

function problemsOf(input: PresetOutput): Problem[] {
  const { preset, incidents, without = [] } = input
  const strange = (['incidents', 'delivered', 'types'] as const)
    .filter((field) => input[field] !== undefined && OWN_FIELDS[field] !== preset)
    .map((field) => ({ path: [field], message: `\`${field}\` belongs to the preset \`${OWN_FIELDS[field]}\` only` }))
  const divided = (['objective', 'where'] as const)
    .filter((field) => preset === 'investment' && input[field] !== undefined)
    .map((field) => ({
      path: [field],
      message: `\`investment\` divides all the work that is done among the objectives; remove \`${field}\``,
    }))
  const needing = ['change-failure-rate', 'time-to-restore'].filter((member) => !without.includes(member))
  const silent: Problem[] =
    preset === 'dora' && incidents === undefined && needing.length > 0
      ? [
          {
            path: ['preset'],
            message: `\`dora\` has to know which issues stand for failures in production; write \`incidents: { types: Incident }\` with the fields that choose them, or \`without: [${needing.join(', ')}]\``,
          },
        ]
      : []
  return [...strange, ...divided, ...silent]
}
