/** Longest title in a draft, in characters; trackers allow more, roadmaps do not show it. */
const CHARACTERS_MAX = 200

/**
 * A text of a tool as a title or in a comment: on one line, without what does not print, and cut where it is too long.
 * Empty when nothing is left.
 */
export function plainText(text: string): string {
  const line = text.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').trim()
  const characters = [...line]
  return characters.length <= CHARACTERS_MAX ? line : `${characters.slice(0, CHARACTERS_MAX - 1).join('')}…`
}
