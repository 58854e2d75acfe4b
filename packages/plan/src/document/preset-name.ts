/** The presets, in the order of the documentation. */
export const PRESET_NAMES = ['dora', 'flow', 'investment', 'predictability'] as const

/** The name of a preset. */
export type PresetName = (typeof PRESET_NAMES)[number]
