import type { Plan } from '../document/plan.ts'
import type { EpochMs, WorkItem } from '../item/work-item.ts'
import type { Link } from '../link/link.ts'
import { measurePlan } from '../measure/plan-progress.ts'
import { planWork } from '../measure/plan-work.ts'
import { type FindingStanding, findingStandings } from './analysis/finding-standing.ts'
import { type BudgetStanding, budgetStandings } from './budget-standing.ts'
import { type StakeholderStanding, stakeholderStanding } from './buy-in/stakeholder-standing.ts'
import { type ControlStanding, controlStanding } from './governance/control-standing.ts'
import { type HorizonStanding, horizonStandings } from './horizon-standing.ts'
import { type InventoryStanding, inventoryStanding } from './inventory/inventory-standing.ts'
import { type PartContext, type PartFacts, partContext } from './part-context.ts'
import { type ProjectStanding, projectStanding } from './portfolio/project-standing.ts'
import { type ReviewStanding, reviewStandings } from './reviews/review-standing.ts'
import { type RiskStanding, riskStanding } from './risk/risk-standing.ts'
import { type OwnerLoad, ownerLoads } from './roles/owner-load.ts'
import { type RoleStanding, roleStandings } from './roles/role-standing.ts'
import { type InvestmentStanding, investmentStanding } from './technology/investment-standing.ts'
import { type MilestoneStanding, milestoneStanding } from './timeline/milestone-standing.ts'
import { type TransitionStanding, transitionStanding } from './transition/transition-standing.ts'

/** Every part of a plan beside its objectives and KPIs, each with what linked work says about it at an instant. */
export interface PartsStanding {
  readonly vision: string | null
  readonly mission: string | null
  /** ISO 4217 code of every amount of money here. */
  readonly currency: string | null
  readonly horizons: readonly HorizonStanding[]
  readonly findings: readonly FindingStanding[]
  readonly investments: readonly InvestmentStanding[]
  readonly milestones: readonly MilestoneStanding[]
  readonly budgets: readonly BudgetStanding[]
  readonly roles: readonly RoleStanding[]
  readonly owners: readonly OwnerLoad[]
  readonly inventory: readonly InventoryStanding[]
  readonly controls: readonly ControlStanding[]
  readonly risks: readonly RiskStanding[]
  readonly transition: readonly TransitionStanding[]
  readonly stakeholders: readonly StakeholderStanding[]
  readonly projects: readonly ProjectStanding[]
  readonly reviews: readonly ReviewStanding[]
}

/** Judges every part of a plan at an instant, by everything that is linked to it and chosen by its parts. */
export function judgeParts(input: PartsInput): PartsStanding {
  const { plan, items, links, at } = input
  return partsStanding(partContext(measurePlan(planWork(plan, items, links), at), input))
}

/** What the parts of a plan are judged by. */
export interface PartsInput extends PartFacts {
  readonly plan: Plan
  /** All items the hub knows, linked or not. */
  readonly items: readonly WorkItem[]
  readonly links: readonly Link[]
  readonly at: EpochMs
}

/** {@link judgeParts} over work that is measured already. Milestones come in order of their dates, risks the greatest exposure first. */
export function partsStanding(context: PartContext): PartsStanding {
  const { plan } = context
  return {
    vision: plan.vision,
    mission: plan.mission,
    currency: plan.currency,
    horizons: horizonStandings(context),
    findings: findingStandings(context),
    investments: plan.investments.map((part) => investmentStanding(part, context)),
    milestones: plan.milestones
      .map((part) => milestoneStanding(part, context))
      .sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0)),
    budgets: budgetStandings(context),
    roles: roleStandings(context),
    owners: ownerLoads(context),
    inventory: plan.inventory.map((part) => inventoryStanding(part, context)),
    controls: plan.controls.map((part) => controlStanding(part, context)),
    risks: plan.risks
      .map((part) => riskStanding(part, context))
      .sort((one, other) => (other.exposure ?? 0) - (one.exposure ?? 0)),
    transition: plan.transition.map((part) => transitionStanding(part, context)),
    stakeholders: plan.stakeholders.map((part) => stakeholderStanding(part, context)),
    projects: plan.projects.map((part) => projectStanding(part, context)),
    reviews: reviewStandings(context),
  }
}
