import { z } from 'zod'
import { type Analysis, analysisSchema, normaliseAnalysis } from './analysis/analysis.ts'
import { normaliseStakeholder, type Stakeholder, stakeholderSchema } from './buy-in/stakeholder.ts'
import { type Control, controlSchema, normaliseControl } from './governance/control.ts'
import { type InventoryItem, inventoryItemSchema, normaliseInventoryItem } from './inventory/inventory-item.ts'
import { normalisePastProject, type PastProject, pastProjectSchema } from './portfolio/past-project.ts'
import { type HeldReview, heldReviewSchema, normaliseHeldReview } from './reviews/held-review.ts'
import { normaliseRisk, type Risk, riskSchema } from './risk/risk.ts'
import { type Investment, investmentSchema, normaliseInvestment } from './technology/investment.ts'
import { type Milestone, milestoneSchema, normaliseMilestone } from './timeline/milestone.ts'
import { normaliseTransitionTask, type TransitionTask, transitionTaskSchema } from './transition/transition-task.ts'

/** What a strategic plan holds beside objectives, deliverables and KPIs. All lists are in document order. */
export interface PlanParts {
  readonly analysis: Analysis
  /** The technology roadmap. */
  readonly investments: readonly Investment[]
  /** The timeline. */
  readonly milestones: readonly Milestone[]
  readonly inventory: readonly InventoryItem[]
  readonly controls: readonly Control[]
  readonly risks: readonly Risk[]
  readonly transition: readonly TransitionTask[]
  readonly stakeholders: readonly Stakeholder[]
  /** The portfolio of past projects. */
  readonly projects: readonly PastProject[]
  /** Oldest first. */
  readonly reviews: readonly HeldReview[]
}

/** The parts as fields of the plan document, each of which may be left out. */
export const partFields = {
  analysis: analysisSchema.optional().describe('What the plan starts from: SWOT, needs, what people said'),
  investments: z.array(investmentSchema).optional().describe('The technology roadmap'),
  milestones: z.array(milestoneSchema).optional().describe('The timeline: milestones and releases'),
  inventory: z.array(inventoryItemSchema).optional().describe('Systems and capabilities: present, wanted, the gap'),
  controls: z.array(controlSchema).optional().describe('IT governance: controls and compliance requirements'),
  risks: z.array(riskSchema).optional().describe('Security and other risks'),
  transition: z.array(transitionTaskSchema).optional().describe('Training, communication and infrastructure for staff'),
  stakeholders: z.array(stakeholderSchema).optional().describe('Whose consent or money the plan needs'),
  projects: z.array(pastProjectSchema).optional().describe('Past projects to learn from'),
  reviews: z.array(heldReviewSchema).optional().describe('Meetings in which the plan was gone through'),
}

/** Parsed parts with their defaults filled in. */
export function normaliseParts(input: z.output<z.ZodObject<typeof partFields>>): PlanParts {
  return {
    analysis: normaliseAnalysis(input.analysis),
    investments: (input.investments ?? []).map(normaliseInvestment),
    milestones: (input.milestones ?? []).map(normaliseMilestone),
    inventory: (input.inventory ?? []).map(normaliseInventoryItem),
    controls: (input.controls ?? []).map(normaliseControl),
    risks: (input.risks ?? []).map(normaliseRisk),
    transition: (input.transition ?? []).map(normaliseTransitionTask),
    stakeholders: (input.stakeholders ?? []).map(normaliseStakeholder),
    projects: (input.projects ?? []).map(normalisePastProject),
    reviews: (input.reviews ?? [])
      .map(normaliseHeldReview)
      .sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0)),
  }
}
