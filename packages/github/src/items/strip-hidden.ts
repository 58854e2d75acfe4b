const HIDDEN_START = /<!--|^ {0,3}(?<fence>`{3,}|~{3,})/gm

/**
 * Leaves out of a Markdown text what a reader is not meant to act on: fenced code blocks and HTML comments. One without
 * an end reaches to the end of the text, as it is shown. Takes time in proportion to the text.
 */
export function stripHidden(markdown: string): string {
  let shown = ''
  let at = 0
  HIDDEN_START.lastIndex = 0
  for (;;) {
    HIDDEN_START.lastIndex = at
    const start = HIDDEN_START.exec(markdown)
    if (start === null) return shown + markdown.slice(at)
    // A space keeps what stood before and after apart.
    shown += `${markdown.slice(at, start.index)} `
    const fence = start.groups?.fence
    const end = fence === undefined ? commentEnd(markdown, start.index) : fenceEnd(markdown, start.index, fence)
    if (end === null) return shown
    at = end
  }
}

function commentEnd(text: string, start: number): number | null {
  const end = text.indexOf('-->', start + 4)
  return end === -1 ? null : end + 3
}

/** A fence ends at a line of at least as many of the same signs, and nothing else. */
function fenceEnd(text: string, start: number, fence: string): number | null {
  let lineEnd = text.indexOf('\n', start)
  while (lineEnd !== -1) {
    const lineStart = lineEnd + 1
    lineEnd = text.indexOf('\n', lineStart)
    const line = text.slice(lineStart, lineEnd === -1 ? text.length : lineEnd)
    const signs = line.trim()
    if (signs.startsWith(fence) && signs === fence.charAt(0).repeat(signs.length)) {
      return lineEnd === -1 ? text.length : lineEnd
    }
  }
  return null
}
