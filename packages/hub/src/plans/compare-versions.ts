import { diffPlans, type PlanChange } from '@throughline/plan'
import type { Hub } from '../context.ts'
import { getPlan } from './stored-plan.ts'

/** What one version of a plan says differently from another. */
export interface VersionComparison {
  readonly plan: string
  readonly from: number
  readonly to: number
  readonly changes: readonly PlanChange[]
}

/** Compares any two versions of a plan; left out, `to` is the newest and `from` the one before it. Throws NotFoundError. */
export async function compareVersions(
  hub: Hub,
  id: string,
  versions: { readonly from?: number | undefined; readonly to?: number | undefined },
): Promise<VersionComparison> {
  const to = await getPlan(hub, id, versions.to)
  const from = await getPlan(hub, id, versions.from ?? Math.max(1, to.record.version - 1))
  return {
    plan: id,
    from: from.record.version,
    to: to.record.version,
    changes: diffPlans(from.plan, to.plan),
  }
}
