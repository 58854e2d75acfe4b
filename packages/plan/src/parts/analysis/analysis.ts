import { z } from 'zod'
import { calendarDate, documentFields, slug } from '../../document/document-fields.ts'

/** What the plan starts from: strengths and weaknesses, needs, and what people said. */
export interface Analysis {
  readonly swot: Readonly<Record<SwotSide, readonly Finding[]>>
  readonly needs: readonly Finding[]
  readonly feedback: readonly Feedback[]
}

/** The four sides of a SWOT analysis. */
type SwotSide = 'strengths' | 'weaknesses' | 'opportunities' | 'threats'

/** Something found out; objectives name the findings that they answer by id. */
export interface Finding {
  readonly id: string
  readonly text: string
  /** Where it comes from, in words. */
  readonly source: string | null
}

/** What a group of people said, and how they were asked. */
export interface Feedback extends Finding {
  readonly method: 'focus-group' | 'survey' | 'interview' | 'workshop'
  readonly date: string | null
  /** How many people took part. */
  readonly participants: number | null
}

const finding = { id: slug, text: z.string().min(1), source: z.string().min(1).optional() }
const findings = z.array(documentFields(finding)).optional()

/** The analysis as the document writes it. */
export const analysisSchema = documentFields({
  swot: documentFields({
    strengths: findings,
    weaknesses: findings,
    opportunities: findings,
    threats: findings,
  }).optional(),
  needs: findings.describe('What the organisation was found to need'),
  feedback: z
    .array(
      documentFields({
        ...finding,
        method: z.enum(['focus-group', 'survey', 'interview', 'workshop']),
        date: calendarDate.optional(),
        participants: z.int().min(1).optional().describe('How many people took part'),
      }),
    )
    .optional(),
})

/** A parsed analysis; empty where the document says nothing. */
export function normaliseAnalysis(input: z.output<typeof analysisSchema> | undefined): Analysis {
  const side = (name: SwotSide) => (input?.swot?.[name] ?? []).map(normaliseFinding)
  return {
    swot: {
      strengths: side('strengths'),
      weaknesses: side('weaknesses'),
      opportunities: side('opportunities'),
      threats: side('threats'),
    },
    needs: (input?.needs ?? []).map(normaliseFinding),
    feedback: (input?.feedback ?? []).map(({ method, date, participants, ...rest }) => ({
      ...normaliseFinding(rest),
      method,
      date: date ?? null,
      participants: participants ?? null,
    })),
  }
}

/** All findings of an analysis, in document order of its sides. */
export function findingsOf({ swot, needs, feedback }: Analysis): readonly Finding[] {
  return [...swot.strengths, ...swot.weaknesses, ...swot.opportunities, ...swot.threats, ...needs, ...feedback]
}

function normaliseFinding({ id, text, source }: z.output<z.ZodObject<typeof finding>>): Finding {
  return { id, text, source: source ?? null }
}
