import type { Finding, Outline } from './outline.ts'
import type { Spot } from './outline-place.ts'

/** Deliverables that wait for themselves through `dependsOn`; each circle is named once, where it closes. */
export function checkCycles(outline: Outline): Finding[] {
  const needs = new Map<string, readonly Spot[]>()
  for (const { deliverables } of outline.objectives) {
    for (const { id, dependsOn } of deliverables) if (id !== null && !needs.has(id.text)) needs.set(id.text, dependsOn)
  }
  const findings: Finding[] = []
  const finished = new Set<string>()
  for (const id of needs.keys()) walk(id, needs, finished, findings)
  return findings
}

/** Longer circles are named by their first steps. */
const NAMED_MAX = 12

/** A walk in depth over one start, with its own stack: a chain of dependencies may be longer than the call stack. */
function walk(
  start: string,
  needs: ReadonlyMap<string, readonly Spot[]>,
  finished: Set<string>,
  findings: Finding[],
): void {
  if (finished.has(start)) return
  const trail: { readonly id: string; next: number }[] = [{ id: start, next: 0 }]
  const depths = new Map([[start, 0]])
  for (let top = trail.at(-1); top !== undefined; top = trail.at(-1)) {
    const need = needs.get(top.id)?.[top.next]
    top.next++
    if (need === undefined) {
      finished.add(top.id)
      depths.delete(top.id)
      trail.pop()
      continue
    }
    const depth = depths.get(need.text)
    if (depth !== undefined) {
      const named = trail.slice(depth, depth + NAMED_MAX).map(({ id }) => id)
      const rest = trail.length - depth > NAMED_MAX ? ['…'] : []
      const circle = [...named, ...rest, need.text].join(' → ')
      findings.push({ path: need.path, detail: `dependsOn goes in a circle: ${circle}; remove one of these steps` })
    } else if (needs.has(need.text) && !finished.has(need.text)) {
      depths.set(need.text, trail.length)
      trail.push({ id: need.text, next: 0 })
    }
  }
}
