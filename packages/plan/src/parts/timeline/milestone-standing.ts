import { dateOf } from '../../calendar/instant.ts'
import { fold } from '../../document/selector.ts'
import type { EpochMs } from '../../item/work-item.ts'
import type { MeasuredDeliverable } from '../../measure/plan-progress.ts'
import { DAY_MS } from '../../measure/words.ts'
import { daysBetween } from '../days.ts'
import type { NamedRelease, PartContext } from '../part-context.ts'
import { deliverablesOf, deliveredOn, isDelivered, isTold, meanProgress, partWork } from '../part-work.ts'
import type { Milestone, ReleaseName } from './milestone.ts'

/** A milestone with how far it is. */
export interface MilestoneStanding {
  readonly id: string
  readonly title: string
  readonly owner: string | null
  /** The day promised. */
  readonly date: string
  readonly deliverables: readonly string[]
  readonly release: ReleaseName | null
  /** The day that the tool plans its release for; null when it does not say. */
  readonly toolDate: string | null
  /** Progress of its deliverables, else of the items planned for its release; 0..1, null when it has neither. */
  readonly progress: number | null
  readonly status: 'reached' | 'missed' | 'upcoming' | 'cancelled'
  /** The day on which it was reached; null while it is not, or when nobody knows the day. */
  readonly reached: string | null
  /** What told that it was reached: the tool's release, the work, or the plan itself. */
  readonly reachedBy: 'release' | 'work' | 'plan' | null
  /** Days after the promised day on which it was reached, or that have passed without it; 0 when in time. */
  readonly daysLate: number
}

/**
 * Judges a milestone: reached when the tool released it, when all its deliverables are delivered, or when the plan says so
 * and neither tool nor work tells. One whose deliverables were all given up is cancelled.
 */
export function milestoneStanding(milestone: Milestone, context: PartContext): MilestoneStanding {
  const { planned, ...rest } = milestone
  const deliverables = deliverablesOf(milestone.deliverables, context)
  const { reachedBy, reached } = reachedOf(milestone, deliverables, context)
  const isGivenUp = milestone.deliverables.length > 0 && deliverables.length === 0
  const isMissed = context.today > milestone.date
  const until = reachedBy === null ? context.today : (reached ?? milestone.date)
  return {
    ...rest,
    toolDate: plannedFor(milestone.release, context),
    progress:
      milestone.deliverables.length > 0
        ? meanProgress(deliverables)
        : partWork(context.chosenBy(planned), context).progress,
    status: reachedBy !== null ? 'reached' : isGivenUp ? 'cancelled' : isMissed ? 'missed' : 'upcoming',
    reached,
    reachedBy,
    daysLate: isGivenUp ? 0 : Math.max(0, daysBetween(milestone.date, until)),
  }
}

function reachedOf(
  milestone: Milestone,
  deliverables: readonly MeasuredDeliverable[],
  context: PartContext,
): Pick<MilestoneStanding, 'reached' | 'reachedBy'> {
  const released = releasedOn(milestone.release, context)
  if (released !== null) return { reached: released, reachedBy: 'release' }
  const said = milestone.reached !== null && milestone.reached <= context.today ? milestone.reached : null
  if (deliverables.length > 0 && deliverables.every(isDelivered)) {
    return { reached: deliveredOn(deliverables, context) ?? said, reachedBy: 'work' }
  }
  const tellsOtherwise = deliverables.some(isTold) || named(milestone.release, context).length > 0
  return said === null || tellsOtherwise ? { reached: null, reachedBy: null } : { reached: said, reachedBy: 'plan' }
}

/** Release and milestone of a repository may share a name: the one that came out tells when. */
function releasedOn(release: ReleaseName | null, context: PartContext): string | null {
  const { at, plan } = context
  const out = named(release, context).flatMap(({ releasedAt }) => releasedAt ?? [])
  const first = Math.min(...out.filter((each) => each <= at))
  return Number.isFinite(first) ? dayOf(first, plan.timeZone) : null
}

function plannedFor(release: ReleaseName | null, context: PartContext): string | null {
  const planned = named(release, context).flatMap(({ plannedAt }) => plannedAt ?? [])
  return planned.length === 0 ? null : dayOf(Math.max(...planned), context.plan.timeZone)
}

/** A day without a time is kept as its start in UTC, which is the day before west of Greenwich. */
function dayOf(at: EpochMs, timeZone: string): string {
  return dateOf(at, at % DAY_MS === 0 ? 'UTC' : timeZone)
}

function named(release: ReleaseName | null, { releases }: PartContext): readonly NamedRelease[] {
  if (release === null) return []
  const isMeant = ({ connection, scope, name }: NamedRelease) =>
    connection === release.connection && fold(scope) === fold(release.scope) && fold(name) === fold(release.name)
  return releases.filter(isMeant)
}
