import { ConflictError, NotFoundError, ValidationError } from '@throughline/errors'
import { isMap, parseDocument, stringify, type YAMLMap } from 'yaml'
import { describeSelector } from '../link/rule-text.ts'
import { type PlanFormat, sourceOfValue } from './document-source.ts'
import { insertLink, removeLinkAt } from './links-splice.ts'
import { didYouMean } from './nearest.ts'
import { parsePlan } from './parse-plan.ts'
import type { Plan } from './plan.ts'
import { directId } from './plan-nodes.ts'
import type { Path } from './pointer.ts'
import { normaliseSelector, type Selector, type SelectorInput, selectorIdentity, selectorSchema } from './selector.ts'
import { shapeFaults } from './shape-faults.ts'

/**
 * Adds a selector to the `links` of an objective (by its id or `{objective}.direct`) or of a deliverable, by editing
 * the text of the document: comments, order and everything else stay as they are, and `removeLink` of the same
 * selector gives the old text back. A selector that is there already, however written, changes nothing.
 *
 * Throws `ValidationError('plan.invalid')` for a document or selector at fault, `NotFoundError('plan.node_not_found')`
 * naming the nearest node, and `ConflictError('plan.links_not_editable')` where the list is shared by YAML anchors.
 */
export function addLink(text: string, node: string, selector: SelectorInput): string {
  const wanted = readSelector(selector)
  const { plan, format, path, selectors } = openNode(text, node)
  if (selectors.some((one) => isSame(one, wanted))) return text
  const edited = insertLink(text, mapAt(text, path), format === 'json' ? JSON.stringify(selector) : asFlow(selector))
  return verified(edited, format, node, withSelectors(plan, path, [...selectors, wanted]))
}

/**
 * Takes a selector out of the `links` of an objective or deliverable, wherever an equal one stands; an emptied list goes
 * with it. Comments on lines of their own stay.
 *
 * Throws `NotFoundError('plan.link_not_found')` when the node has no such link, and what {@link addLink} throws.
 */
export function removeLink(text: string, node: string, selector: SelectorInput): string {
  const unwanted = readSelector(selector)
  const { plan, format, path, selectors } = openNode(text, node)
  const kept = selectors.filter((one) => !isSame(one, unwanted))
  if (kept.length === selectors.length) {
    const count = selectors.length === 1 ? 'one link' : `${selectors.length} links`
    const message = `${node} has no link by ${describeSelector(unwanted)}; it has ${count}. Ask for the plan to see them.`
    throw new NotFoundError('plan.link_not_found', message)
  }
  let edited = text
  for (const [index, one] of [...selectors.entries()].reverse()) {
    if (isSame(one, unwanted)) edited = removeLinkAt(edited, mapAt(edited, path), index)
  }
  return verified(edited, format, node, withSelectors(plan, path, kept))
}

interface OpenNode {
  readonly plan: Plan
  readonly format: PlanFormat
  readonly path: Path
  readonly selectors: readonly Selector[]
}

function openNode(text: string, node: string): OpenNode {
  const format: PlanFormat = isJson(text) ? 'json' : 'yaml'
  const plan = parsePlan(text, format)
  const known: string[] = []
  for (const [index, objective] of plan.objectives.entries()) {
    const path = ['objectives', index]
    known.push(objective.id, directId(objective.id))
    if (node === objective.id || node === directId(objective.id)) {
      return { plan, format, path, selectors: objective.selectors }
    }
    for (const [place, { id, selectors }] of objective.deliverables.entries()) {
      known.push(id)
      if (node === id) return { plan, format, path: [...path, 'deliverables', place], selectors }
    }
  }
  const message = `The plan ${plan.id} has no objective or deliverable \`${node}\`${didYouMean(node, known)}`
  throw new NotFoundError('plan.node_not_found', message)
}

/** Nodes are read anew from each text, because every edit moves the offsets that follow it. */
function mapAt(text: string, path: Path): YAMLMap {
  const node = parseDocument(text).getIn(path, true)
  if (!isMap(node)) throw notEditable(String(path.at(-1)))
  return node
}

/** Refuses an edit that says anything but what was asked: an anchored list, for one, changes wherever it is used. */
function verified(edited: string, format: PlanFormat, node: string, expected: Plan): string {
  if (JSON.stringify(parsePlan(edited, format)) !== JSON.stringify(expected)) throw notEditable(node)
  return edited
}

function notEditable(node: string): ConflictError {
  const message = `The links of ${node} are shared or written in a way that cannot be edited here; edit the document and apply it.`
  return new ConflictError('plan.links_not_editable', message)
}

function withSelectors(plan: Plan, [, objective, , deliverable]: Path, selectors: readonly Selector[]): Plan {
  return {
    ...plan,
    objectives: plan.objectives.map((one, index) => {
      if (index !== objective) return one
      if (deliverable === undefined) return { ...one, selectors }
      const deliverables = one.deliverables.map((it, place) => (place === deliverable ? { ...it, selectors } : it))
      return { ...one, deliverables }
    }),
  }
}

function readSelector(input: SelectorInput): Selector {
  const parsed = selectorSchema.safeParse(input)
  if (parsed.success) return normaliseSelector(parsed.data)
  const faults = shapeFaults(parsed.error.issues, sourceOfValue({ selector: input }), ['selector'])
  throw new ValidationError('plan.invalid', `The selector cannot be used: ${faults[0]?.detail}`, faults)
}

function isSame(one: Selector, other: Selector): boolean {
  return selectorIdentity(one) === selectorIdentity(other)
}

function asFlow(selector: SelectorInput): string {
  return stringify(selector, { collectionStyle: 'flow', lineWidth: 0 }).trimEnd()
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}
