import {
  type Bridge,
  type BridgePart,
  bridgeText,
  causeText,
  changeText,
  type PlanBridge,
  shownPoints,
} from '@throughline/plan'
import { counted, cut, minute, percent } from './formats.ts'
import type { Paint } from './paint.ts'
import { table } from './table.ts'
import { waterfall } from './waterfall.ts'

/** Longest title in the table, in characters. */
const titleCharsMax = 48

/** Why a plan's progress moved: a waterfall of its causes with items behind each, then every objective and deliverable. */
export function bridgeTable(bridge: PlanBridge, paint: Paint, itemsMax: number): string {
  const { title, from, to, before, after, change, parts } = bridge
  const head = `${paint.bold(title)}\n${percent(before)} → ${percent(after)}, ${changeText(change)} from ${minute(from)} to ${minute(to)}\n`
  if (parts.length === 0) return `${head}\nNothing moved.\n\n${nodeTable(bridge)}`
  return `${head}\n${causeTable(bridge)}\n${itemLines(parts, itemsMax, paint)}\n${nodeTable(bridge)}`
}

function causeTable({ before, change, parts }: Bridge): string {
  const values = parts.map(({ value }) => value)
  const points = shownPoints(change, parts)
  const bars = waterfall(before ?? 0, values)
  const columns = [{ head: 'Why' }, { head: 'Change', align: 'right' as const }, { head: '' }]
  return table(
    columns,
    parts.map((part, index) => [causeText(part, true), changeText(points[index] ?? 0), bars[index] ?? '']),
  )
}

function itemLines(parts: readonly BridgePart[], itemsMax: number, paint: Paint): string {
  const blocks = parts.flatMap((part) => {
    const shown = [
      ...part.changes.map(({ node, note }) => `  ${node}: ${note}`),
      ...part.items.slice(0, itemsMax).map(({ key, title, note }) => `  ${key} ${cut(title, titleCharsMax)}: ${note}`),
    ]
    const rest = part.items.length - Math.min(itemsMax, part.items.length)
    const more = rest > 0 && itemsMax > 0 ? [paint.dim(`  and ${counted(rest, 'more', 'more')}`)] : []
    return itemsMax === 0 && part.changes.length === 0 ? [] : [`${causeText(part, true)}:`, ...shown, ...more]
  })
  return blocks.length === 0 ? '' : `${blocks.join('\n')}\n`
}

function nodeTable({ objectives }: PlanBridge): string {
  const columns = [
    { head: 'Objective / deliverable' },
    { head: 'Before', align: 'right' as const },
    { head: 'After', align: 'right' as const },
    { head: 'Why' },
  ]
  const row = (title: string, bridge: Bridge) => [
    cut(title, titleCharsMax),
    percent(bridge.before),
    percent(bridge.after),
    bridge.parts.length === 0 ? '' : bridgeText(bridge),
  ]
  const rows = objectives.flatMap((objective) => [
    row(objective.title, objective),
    ...objective.deliverables.map((part) => row(`  ${part.title}`, part)),
  ])
  return table(columns, rows)
}
