import type { z } from 'zod'
import type { KpiChoices } from './kpi.ts'
import type { incidentsSchema, measureSchema, whereSchema } from './kpi-measure.ts'
import type { Objective } from './objective.ts'
import type { PresetName } from './preset-name.ts'

/** One KPI of a preset, before its own fields are laid over it. */
export interface PresetMember {
  /** Stable: the end of the KPI's id. */
  readonly id: string
  readonly title: string
  /** The objective it stands beside, where that is not the preset's. */
  readonly objective?: string
  readonly kpi?: KpiChoices
  readonly measure: z.output<typeof measureSchema>
}

/** What of a preset its members depend on. */
export interface PresetChoices {
  readonly preset: PresetName
  readonly objective?: string | undefined
  readonly where?: z.output<typeof whereSchema> | undefined
  readonly window?: string | undefined
  readonly incidents?: z.output<typeof incidentsSchema> | undefined
  readonly delivered?: 'deployments' | 'releases' | undefined
  readonly types?: readonly string[] | undefined
}

/** The members of a preset, `without` not yet left out. */
export function presetMembers(
  choices: PresetChoices,
  objectives: readonly Pick<Objective, 'id' | 'title'>[],
): PresetMember[] {
  switch (choices.preset) {
    case 'dora':
      return dora(choices)
    case 'flow':
      return flow(choices)
    case 'investment':
      return investment(choices, objectives)
    case 'predictability':
      return predictability(choices)
  }
}

/** The four keys of DORA’s “Accelerate State of DevOps” reports (dora.dev), as far as a tracker and a repository tell them. */
function dora({
  where,
  objective,
  incidents,
  delivered = 'deployments',
  window = '4w',
}: PresetChoices): PresetMember[] {
  const place = placeOf({ where, objective })
  const deliveries = delivered === 'deployments' ? ('deployments.count' as const) : ('releases.published' as const)
  return [
    { id: 'deployment-frequency', title: 'Deployment frequency', measure: { metric: deliveries, ...place } },
    {
      id: 'lead-time-for-changes',
      title: 'Lead time for changes',
      measure: { metric: 'prs.lead_time', stat: 'p50', window, ...place },
    },
    {
      id: 'change-failure-rate',
      title: 'Change failure rate',
      kpi: { direction: 'down' },
      measure: {
        metric: 'ratio',
        window,
        of: { metric: 'items.created', where: incidents },
        to: { metric: deliveries, ...place },
      },
    },
    {
      id: 'time-to-restore',
      title: 'Time to restore service',
      measure: { metric: 'items.lead_time', stat: 'p50', window, where: incidents },
    },
  ]
}

/** The measures of the Kanban Guide (kanbanguides.org), and flow efficiency. */
function flow({ where, objective, window = '4w' }: PresetChoices): PresetMember[] {
  const place = placeOf({ where, objective })
  return [
    { id: 'throughput', title: 'Throughput', measure: { metric: 'items.done', ...place } },
    { id: 'cycle-time', title: 'Cycle time', measure: { metric: 'items.cycle_time', stat: 'p85', window, ...place } },
    { id: 'wip', title: 'Work in progress', measure: { metric: 'items.wip', ...place } },
    { id: 'age', title: 'Age of open work', measure: { metric: 'items.age', stat: 'p85', ...place } },
    {
      id: 'efficiency',
      title: 'Flow efficiency',
      measure: { metric: 'items.flow_efficiency', stat: 'mean', window, ...place },
    },
  ]
}

/** How the work that is done divides among the objectives; with what is linked to none, the parts make one. */
function investment(
  { types = [], window = '4w' }: PresetChoices,
  objectives: readonly Pick<Objective, 'id' | 'title'>[],
): PresetMember[] {
  const share = { metric: 'share' as const, window }
  return [
    ...objectives.map(({ id, title }) => ({
      id,
      title: `Share of work: ${title}`,
      objective: id,
      measure: { ...share, where: { objective: id } },
    })),
    {
      id: 'unlinked',
      title: 'Share of work: linked to nothing',
      kpi: { direction: 'down' as const },
      measure: { ...share, where: { unlinked: true as const } },
    },
    ...types.map((type) => ({
      id: `type-${wordOf(type)}`,
      title: `Share of work: ${type}`,
      measure: { ...share, where: { types: type } },
    })),
  ]
}

/** How much of what was in a sprint at its start was done at its end; a week in which no sprint ends has no value. */
function predictability({ where, objective }: PresetChoices): PresetMember[] {
  const place = placeOf({ where, objective })
  return [
    {
      id: 'done-against-committed',
      title: 'Done against committed, by sprint',
      measure: {
        metric: 'ratio',
        of: { metric: 'sprint.done', ...place },
        to: { metric: 'sprint.committed', ...place },
      },
    },
  ]
}

function placeOf({ where, objective }: Pick<PresetChoices, 'where' | 'objective'>): Pick<PresetChoices, 'where'> {
  if (where !== undefined) return { where }
  return objective === undefined ? {} : { where: { objective } }
}

function wordOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
}
