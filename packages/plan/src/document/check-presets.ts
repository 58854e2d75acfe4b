import { didYouMean } from './nearest.ts'
import type { Finding, Outline } from './outline.ts'

/** Presets that name members they do not have, and presets whose KPIs would have the ids of another's. */
export function checkPresets({ presets }: Outline): Finding[] {
  const strange = presets.flatMap(({ name, members, named }) =>
    named
      .filter(({ text }) => !members.includes(text))
      .map(({ text, path }) => ({
        path,
        detail: `\`${name}\` has no member \`${text}\`${didYouMean(text, members) || `; it has ${members.join(', ')}`}`,
      })),
  )
  const repeated = presets
    .filter(({ prefix }, index) => presets.findIndex((other) => other.prefix.text === prefix.text) < index)
    .map(({ prefix }) => ({
      path: prefix.path,
      detail: `two presets begin the ids of their KPIs with \`${prefix.text}\`; give this one an \`id\` of its own`,
    }))
  return [...strange, ...repeated]
}
