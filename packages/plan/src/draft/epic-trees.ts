import type { DraftParent } from './draft-facts.ts'

/** Something with issues below it that has nothing above it, and what stands between it and the issues. */
export interface EpicTree {
  readonly top: DraftParent
  /** For an initiative: what is directly below it and has issues below itself. Empty for a mere epic. */
  readonly branches: readonly EpicBranch[]
}

/** An epic below an initiative. */
export interface EpicBranch {
  readonly top: DraftParent
  /** Itself, and whatever lies between it and its issues. */
  readonly parents: readonly DraftParent[]
}

/**
 * Puts parents into trees by their own parents, in the order of their keys. The top of a tree has no parent that has
 * issues below it. A circle, which tools allow for a moment while hierarchies are rearranged, is cut above the member
 * with the smallest key.
 */
export function epicTrees(all: readonly DraftParent[]): EpicTree[] {
  const parents = all.toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1))
  const byPlace = new Map(parents.map((parent) => [placeOf(parent), parent]))
  const aboveOf = ({ connection, item }: DraftParent) =>
    item?.parent == null ? undefined : byPlace.get(placeOf({ connection, key: item.parent }))
  const trees = new Map<DraftParent, Map<DraftParent, DraftParent[]>>()
  for (const parent of parents) {
    const path = pathToTop(parent, aboveOf)
    const top = path.at(-1) ?? parent
    const branches = trees.get(top) ?? new Map<DraftParent, DraftParent[]>()
    trees.set(top, branches)
    const branch = path.at(-2)
    if (branch !== undefined) branches.set(branch, [...(branches.get(branch) ?? []), parent])
  }
  return [...trees].map(([top, branches]) => ({
    top,
    branches: [...branches].map(([branch, below]) => ({ top: branch, parents: below })),
  }))
}

/** From a parent to the top of its tree, both included. */
function pathToTop(
  parent: DraftParent,
  aboveOf: (parent: DraftParent) => DraftParent | undefined,
): readonly DraftParent[] {
  const path = [parent]
  for (let above = aboveOf(parent); above !== undefined; above = aboveOf(above)) {
    const met = path.indexOf(above)
    if (met >= 0) {
      const circle = path.slice(met)
      const top = circle.reduce((smallest, member) => (member.key < smallest.key ? member : smallest))
      return path.slice(0, path.indexOf(top) + 1)
    }
    path.push(above)
  }
  return path
}

function placeOf({ connection, key }: Pick<DraftParent, 'connection' | 'key'>): string {
  return JSON.stringify([key, connection])
}
