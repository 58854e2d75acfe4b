export type { Deliverable, DeliverableStatus, ProgressEntry } from './document/deliverable.ts'
export type { Kpi } from './document/kpi.ts'
export type { KpiMeasure, KpiWhere } from './document/kpi-measure.ts'
export { KPI_METRIC_NAMES, type KpiMetric, type KpiStat } from './document/kpi-metric.ts'
export type { Objective } from './document/objective.ts'
export type { Period } from './document/period.ts'
export { type HealthThresholds, type Plan, type PlanDocument, planJsonSchema } from './document/plan.ts'
export { directId, type PlanNode, planNodes } from './document/plan-nodes.ts'
export type { Selector, SelectorFields, SelectorInput } from './document/selector.ts'
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
export { compileSelector, type ItemPredicate } from './link/compile-selector.ts'
export type { Link, LinkRule } from './link/link.ts'
export type { LinkableItem } from './link/subject.ts'
