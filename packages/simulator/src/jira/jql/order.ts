import type { JiraEntry } from '../jira-entry.ts'
import { badRequest } from '../jira-error.ts'
import type { JqlQuery } from './parse.ts'

/** One value of an issue's place in a result. */
type SortValue = number | string

/** An issue's place in a result: its values for every term of the order. */
export type Place = readonly SortValue[]

interface Term {
  readonly valueOf: (entry: JiraEntry) => SortValue
  readonly sign: 1 | -1
}

/** A total order over issues. */
export interface Order {
  placeOf(entry: JiraEntry): Place
  compare(a: JiraEntry, b: JiraEntry): number
  /** Compares an issue with a place, so that a page can start after an issue that has moved or gone. */
  compareToPlace(entry: JiraEntry, place: Place): number
}

/**
 * Makes the order of a result; without ORDER BY the newest come first. The issue id decides what is left open.
 *
 * @throws WireError 400 for a field that cannot be sorted by.
 */
export function compileOrder(orderBy: JqlQuery['orderBy']): Order {
  const terms: Term[] = orderBy.flatMap(({ field, direction }) => termsOf(field, direction === 'desc' ? -1 : 1))
  terms.push({ valueOf: (entry) => entry.id, sign: terms.at(-1)?.sign ?? -1 })
  const placeOf = (entry: JiraEntry) => terms.map((term) => term.valueOf(entry))
  return {
    placeOf,
    compare(a, b) {
      for (const term of terms) {
        const difference = compareValues(term.valueOf(a), term.valueOf(b))
        if (difference !== 0) return difference * term.sign
      }
      return 0
    },
    compareToPlace(entry, place) {
      for (const [index, term] of terms.entries()) {
        const difference = compareValues(term.valueOf(entry), place[index] ?? 0)
        if (difference !== 0) return difference * term.sign
      }
      return 0
    },
  }
}

function termsOf(field: string, sign: 1 | -1): readonly Term[] {
  switch (field.toLowerCase()) {
    case 'key':
    case 'issuekey':
    case 'id':
    case 'issue':
      return [
        { valueOf: (entry) => entry.project, sign },
        { valueOf: (entry) => entry.number, sign },
      ]
    case 'project':
      return [{ valueOf: (entry) => entry.project, sign }]
    case 'created':
    case 'createddate':
      return [{ valueOf: (entry) => entry.createdMs, sign }]
    case 'updated':
    case 'updateddate':
      return [{ valueOf: (entry) => entry.updatedMs, sign }]
    case 'resolved':
    case 'resolutiondate':
      return [{ valueOf: (entry) => entry.resolvedMs, sign }]
    default:
      throw badRequest(`Not able to sort using field '${field}'.`)
  }
}

function compareValues(a: SortValue, b: SortValue): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
