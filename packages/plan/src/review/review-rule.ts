import type { Kpi } from '../document/kpi.ts'
import type { Plan } from '../document/plan.ts'
import type { EpochMs } from '../item/work-item.ts'
import type { KpiValue } from '../kpi/measure-kpi.ts'
import type { Roadmap } from '../measure/roadmap.ts'
import type { UnlinkedWork } from '../measure/unlinked-work.ts'
import type { PartContext } from '../parts/part-context.ts'
import type { PartsStanding } from '../parts/parts-standing.ts'
import type { RuleName } from './rule-name.ts'
import type { Severity } from './rule-settings.ts'

/** One way in which plans fail, and how to see it coming. */
export interface ReviewRule {
  readonly name: RuleName
  /** How grave its findings are, unless the plan says otherwise. */
  readonly severity: Severity
  /** From where on it finds something, unless the plan says otherwise; left out where there is nothing to set. */
  readonly threshold?: { readonly value: number; readonly unit: string }
  /** What it looks for, a sentence. */
  readonly looksFor: string
  /** Why that makes plans fail, a sentence. */
  readonly why: string
  /** What to do about it, a sentence. */
  readonly remedy: string
  /** Everything it finds: parts in the order of the report's tables, everything else in document order. */
  find(context: ReviewContext, threshold: number): readonly Found[]
}

/** What a rule found, before severity, reason and remedy are added. */
interface Found {
  readonly subject: Subject
  /** What is the matter, a sentence with its numbers and units. */
  readonly says: string
}

/** What a finding is about. */
export interface Subject {
  readonly kind:
    | 'plan'
    | 'objective'
    | 'deliverable'
    | 'kpi'
    | 'owner'
    | 'investment'
    | 'milestone'
    | 'inventory'
    | 'control'
    | 'risk'
    | 'transition'
    | 'finding'
    | 'stakeholder'
    | 'project'
  readonly id: string
  readonly title: string
  /** JSON pointer into the plan document. */
  readonly pointer: string
}

/** Everything that rules look at. */
export interface ReviewContext extends PartContext {
  readonly parts: PartsStanding
  readonly roadmap: Roadmap
  /** A KPI's values of the last so many complete weeks, oldest first. */
  readonly kpiValues: (kpi: Kpi, weeks: number) => readonly KpiValue[]
  /** Whether the instant lies before today: what the document says of the present, such as money spent, says nothing of it. */
  readonly isPast: boolean
  readonly unlinked: UnlinkedWork
  /** When the newest version of the document was stored; null for one that is not stored. */
  readonly revisedAt: EpochMs | null
  /** When its first version was stored; null for one that is not stored. */
  readonly storedAt: EpochMs | null
}

/** The plan as a whole as the subject of a finding; `field` is where the remedy goes. */
export function planSubject({ id, title }: Plan, field = ''): Subject {
  return { kind: 'plan', id, title, pointer: field === '' ? '' : `/${field}` }
}
