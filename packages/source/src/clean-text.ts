/**
 * Removes what PostgreSQL cannot store and no reader can see: NUL characters go, a lone surrogate becomes U+FFFD.
 * Both occur in real titles, pasted from binary logs or cut in the middle of an emoji.
 */
export function cleanText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '')
}
