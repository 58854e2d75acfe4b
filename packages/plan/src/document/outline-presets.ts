import type { OutlinedKpi, OutlinedMeasure } from './outline-kpi.ts'
import { childAt, children, fieldNames, numberAt, type Place, type Spot, spot, spots } from './outline-place.ts'
import { presetMembers } from './preset-members.ts'
import { PRESET_NAMES, type PresetName } from './preset-name.ts'

/** A preset of KPIs as far as the checks across a document look at it, read leniently. */
export interface OutlinedPreset {
  readonly name: PresetName
  /** What the ids of its KPIs begin with, and where that is said. */
  readonly prefix: Spot
  /** The ids of all its members. */
  readonly members: readonly string[]
  /** The members that it names, to leave them out or to say something differently. */
  readonly named: readonly Spot[]
  readonly kpis: readonly OutlinedKpi[]
}

/** The presets among the `kpis` of a document; one of an unknown name is left out, as its own fault says so. */
export function presetsOf(root: Place): OutlinedPreset[] {
  const objectives = children(root, 'objectives').flatMap((objective) => spot(childAt(objective, 'id')) ?? [])
  return children(root, 'kpis').flatMap((place) => presetOf(place, objectives))
}

function presetOf(place: Place, objectives: readonly Spot[]): OutlinedPreset[] {
  const preset = spot(childAt(place, 'preset'))
  const name = PRESET_NAMES.find((each) => each === preset?.text)
  if (preset === null || name === undefined) return []
  const types = spots(childAt(place, 'types')).map(({ text }) => text)
  const members = presetMembers(
    { preset: name, types },
    objectives.map(({ text }) => ({ id: text, title: text })),
  ).map(({ id }) => id)
  const without = spots(childAt(place, 'without'))
  const prefix = spot(childAt(place, 'id')) ?? preset
  const taken = members.filter((member) => !without.some(({ text }) => text === member))
  return [
    {
      name,
      prefix,
      members,
      named: [...without, ...memberNames(place)],
      kpis: taken.map((member, index) => ({
        ...judged(childAt(place, 'members'), member),
        id: { text: `${prefix.text}-${member}`, path: prefix.path },
        // What all of them say is looked at once.
        objective: index === 0 ? spot(childAt(place, 'objective')) : null,
        measures: index === 0 ? [whereOf(place)] : [],
      })),
    },
  ]
}

function judged(members: Place, member: string): Omit<OutlinedKpi, 'id' | 'objective' | 'measures'> {
  const place = childAt(members, member)
  const baseline = numberAt(childAt(place, 'baseline'))
  const target = numberAt(childAt(place, 'target'))
  return {
    path: place.path,
    direction: spot(childAt(place, 'direction')),
    baseline,
    target,
    hasBaselineAlone: baseline !== null && childAt(place, 'target').value === undefined,
    period: { start: spot(childAt(place, 'period.start')), end: spot(childAt(place, 'period.end')) },
  }
}

function whereOf(place: Place): OutlinedMeasure {
  const where = childAt(place, 'where')
  return {
    path: where.path,
    metric: null,
    objectives: spots(childAt(where, 'objective')),
    deliverables: spots(childAt(where, 'deliverable')),
    choosesOtherwise: true,
  }
}

function memberNames(preset: Place): Spot[] {
  const members = childAt(preset, 'members')
  return fieldNames(members).map((text) => ({ text, path: [...members.path, text] }))
}
