import type { Path } from './pointer.ts'

/** A text in a document and where it stands. */
export interface Spot {
  readonly text: string
  readonly path: Path
}

/** Any value in a document and where it stands; undefined where there is none. */
export interface Place {
  readonly value: unknown
  readonly path: Path
}

/** The value of a field below a place; dots lead further down, `mitigation.deliverables`. */
export function childAt(place: Place, fields: string): Place {
  return fields.split('.').reduce(child, place)
}

/** The elements of a list below a place; none where there is no list. */
export function children(place: Place, fields: string): Place[] {
  const { value, path } = childAt(place, fields)
  return Array.isArray(value)
    ? value.map((element: unknown, index) => ({ value: element, path: [...path, index] }))
    : []
}

/** The text at a place; null when it holds none. */
export function spot({ value, path }: Place): Spot | null {
  return typeof value === 'string' ? { text: value, path } : null
}

/** The texts of a list, or the one text that stands in its place. */
export function spots(place: Place): Spot[] {
  const { value, path } = place
  const places = Array.isArray(value)
    ? value.map((element: unknown, index) => ({ value: element, path: [...path, index] }))
    : [place]
  return places.map(spot).filter((found) => found !== null)
}

/** The number at a place; null when it holds none. */
export function numberAt({ value }: Place): number | null {
  return typeof value === 'number' ? value : null
}

/** The names of the fields of the map at a place; none where there is no map. */
export function fieldNames({ value }: Place): string[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : []
}

function child({ value, path }: Place, field: string): Place {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, field)
  return { value: isMap ? Reflect.get(value, field) : undefined, path: [...path, field] }
}
