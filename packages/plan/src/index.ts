export type { ItemRecord, Mention, SeenStatus, SeenTransition, StatusCategory } from './item/item-record.ts'
export type {
  EpochMs,
  ItemKind,
  ItemState,
  Tombstone,
  TombstoneKind,
  ToolKind,
  Transition,
  WorkItem,
} from './item/work-item.ts'
export type { Link, LinkRule } from './link/link.ts'
