import { causesText, causeText, shownPoints } from './bridge-text.ts'
import { type WaterfallPart, type WaterfallRow, waterfall } from './charts/waterfall.ts'
import type { WeeklyReport } from './report.ts'
import type { ReportBridge, ReportBridgePart } from './report-bridge.ts'
import { changeText, progressText } from './report-words.ts'

/** The heading over a bridge. */
export const BRIDGE_TITLE = 'Why progress of the plan moved'

/** The plan's bridge as the rows of a waterfall; none where progress was not measured at both ends, or nothing moved it. */
export function bridgeRows({ bridge, measured }: Pick<WeeklyReport, 'bridge' | 'measured'>): WaterfallRow[] {
  if (bridge === undefined || bridge.before === null || bridge.after === null || bridge.parts.length === 0) return []
  const points = shownPoints(bridge.change, bridge.parts)
  const parts = bridge.parts.map((part, index) => partOf(part, points[index] ?? 0))
  return waterfall(bridge.before, parts, bridge.after, progressText(bridge.after, measured))
}

/** What made progress move, as a sentence: `What moved it: 14 items done (+4.1 pp), 6 added (-0.9 pp).`; null where nothing did. */
export function bridgeSentence(bridge: ReportBridge | undefined, isRunning = false): string | null {
  if (bridge === undefined || bridge.parts.length === 0) return null
  return `What moved it${isRunning ? ' so far this week' : ''}: ${causesText(bridge)}.`
}

function partOf(part: ReportBridgePart, points: number): WaterfallPart {
  const words = causeText(part, true)
  return { label: `${words.charAt(0).toUpperCase()}${words.slice(1)}`, value: part.value, words: changeText(points) }
}
