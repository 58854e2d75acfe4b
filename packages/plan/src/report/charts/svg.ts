import { escapeText } from 'entities'
import { oneLine } from '../report-words.ts'

/** How a chart is drawn and what it says to who cannot see it. */
export interface SvgFrame {
  /** What it shows with its numbers, one sentence. */
  readonly title: string
  /** How to read it. */
  readonly description: string
  /** Size of the drawing plane. */
  readonly width: number
  readonly height: number
  /** Fills the width there is, without keeping its proportions; lines keep their thickness. Default false. */
  readonly stretches?: boolean
}

/** A chart as inline SVG: an image with a name and a description, no script, no text that would not scale. */
export function svg(
  { title, description, width, height, stretches = false }: SvgFrame,
  shapes: readonly string[],
): string {
  const size = stretches
    ? `width="100%" height="${height}" preserveAspectRatio="none" style="display:block;width:100%;height:${height}px"`
    : `width="${width}" height="${height}" style="display:block;max-width:100%"`
  const words = `<title>${escapeText(oneLine(title))}</title><desc>${escapeText(oneLine(description))}</desc>`
  return `<svg role="img" viewBox="0 0 ${width} ${height}" ${size}>${words}${shapes.join('')}</svg>`
}

/** Kinds of marks with their colour on light ground; the page’s style has the dark ones by class. */
export const MARKS = {
  track: '#d8dee4',
  fill: '#0b57d0',
  band: '#9ab8ea',
  mark: '#1b1f24',
  line: '#8c959f',
} as const

/** What a mark is for. */
export type Mark = keyof typeof MARKS

/** A filled rectangle; nothing where it has no width. */
export function rect(mark: Mark, x: number, y: number, width: number, height: number): string {
  if (width <= 0) return ''
  return `<rect class="${mark}" x="${num(x)}" y="${num(y)}" width="${num(width)}" height="${num(height)}" fill="${MARKS[mark]}"></rect>`
}

/** An empty rectangle with an outline. */
export function outline(mark: Mark, x: number, y: number, width: number, height: number): string {
  if (width <= 0) return ''
  return `<rect class="${mark}-line" x="${num(x)}" y="${num(y)}" width="${num(width)}" height="${num(height)}" fill="none" stroke="${MARKS[mark]}" stroke-width="1.5" vector-effect="non-scaling-stroke"></rect>`
}

/** A straight line through points, of which two make one piece. */
export function line(
  mark: Mark,
  points: readonly (readonly [x: number, y: number])[],
  { width = 2, isDashed = false }: { readonly width?: number; readonly isDashed?: boolean } = {},
): string {
  if (points.length < 2) return ''
  const path = points.map(([x, y]) => `${num(x)},${num(y)}`).join(' ')
  const dash = isDashed ? ' stroke-dasharray="4 3"' : ''
  return `<polyline class="${mark}-line" points="${path}" fill="none" stroke="${MARKS[mark]}" stroke-width="${width}"${dash} vector-effect="non-scaling-stroke"></polyline>`
}

/** A dot. */
export function dot(mark: Mark, x: number, y: number, radius: number): string {
  return `<circle class="${mark}" cx="${num(x)}" cy="${num(y)}" r="${radius}" fill="${MARKS[mark]}"></circle>`
}

/** Two decimals are finer than a screen. */
function num(value: number): string {
  return String(Math.round(value * 100) / 100)
}
