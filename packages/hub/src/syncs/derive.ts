import { hash } from 'node:crypto'
import { boundariesOf, type ItemRecord, type StateMapping, stateMapping, timelineOf } from '@throughline/plan'
import type { ConnectionOverrides, ConnectionRecord, DerivableItem, DerivedState, ItemRow } from '@throughline/store'

/** How a connection's overrides, and the defaults of its tool, turn statuses into states. */
function mappingOf(connection: ConnectionOverrides): StateMapping {
  return stateMapping(connection.kind, {
    statuses: connection.statusOverrides,
    resolutions: connection.resolutionOverrides,
  })
}

/** Derives states of stored items by the mappings of these connections. */
export function deriveWith(connections: readonly ConnectionOverrides[]): (item: DerivableItem) => DerivedState {
  const mappings = new Map(connections.map((connection) => [connection.id, mappingOf(connection)]))
  return (item) => {
    const mapping = mappings.get(item.connection) ?? stateMapping(item.tool, { statuses: {}, resolutions: {} })
    const timeline = timelineOf(item.facts, mapping, item.openPullRequests)
    return { timeline, ...boundariesOf(timeline) }
  }
}

/** Makes a connection's records ready to be stored: states by its mapping. */
export function rowsOf(connection: ConnectionRecord): (record: ItemRecord) => ItemRow {
  const mapping = mappingOf(connection)
  return (record) => {
    const timeline = timelineOf(record, mapping)
    return { record, timeline, ...boundariesOf(timeline), contentHash: contentHash(record) }
  }
}

/** Tells two observations of a record apart even when the tool's clock did not move between them. */
function contentHash({ updatedAt: _, ...facts }: ItemRecord): string {
  return hash('sha1', JSON.stringify(facts), 'base64')
}
