const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/** A progress bar of block characters, in eighths of a cell, `width` cells long; all dots for null. */
export function bar(part: number | null, width = 16): string {
  if (part === null) return '·'.repeat(width)
  const filled = Math.round(Math.min(1, Math.max(0, part)) * width * 8)
  const full = Math.floor(filled / 8)
  return `${'█'.repeat(full)}${eighths[filled % 8] ?? ''}`.padEnd(width, '░')
}
