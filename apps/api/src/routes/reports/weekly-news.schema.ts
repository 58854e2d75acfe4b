import { z } from '@hono/zod-openapi'
import { instant, week } from '../../fields.ts'
import { kpiStatus } from '../kpis/kpis.schema.ts'
import { health, progress } from '../roadmap/roadmap.schema.ts'

const day = z.string().nullable()
const named = { id: z.string(), title: z.string() }
const delivered = { ...named, objective: z.string(), owner: z.string().nullable() }

/** What is new in a week. Absent from reports that older versions published, so every field may be missing. */
export const weeklyNews = z
  .object({
    story: z
      .object({ moved: z.string(), why: z.string(), decisions: z.string() })
      .openapi({ description: 'The summary in its three paragraphs.' }),
    datesBefore: z
      .object({ week, source: z.enum(['published_report', 'forecasts_as_of', 'nothing']) })
      .openapi({ description: 'What slipped and moved dates are compared with.' }),
    finishedDeliverables: z.array(z.looseObject({ ...delivered, due: day, doneOn: day, daysLate: z.int().nullable() })),
    slipped: z
      .array(
        z.looseObject({
          ...delivered,
          due: z.string(),
          reason: z.enum(['due_passed', 'forecast_after_due']),
          forecastBefore: day,
          forecast: day,
          says: z.string(),
          progress,
          health,
        }),
      )
      .openapi({ description: 'Deliverables whose due date passed in the week, or whose 85 % forecast crossed it.' }),
    movedDates: z.array(
      z.looseObject({
        ...named,
        objective: z.string(),
        moves: z.array(
          z.object({
            date: z.enum(['start', 'due', 'forecast_p50', 'forecast_p85']),
            from: day,
            to: day,
            days: z.int().nullable().openapi({ description: 'Calendar days, positive when later.' }),
          }),
        ),
      }),
    ),
    kpiChanges: z.array(
      z.looseObject({
        ...named,
        unit: z.string(),
        week,
        from: kpiStatus,
        to: kpiStatus,
        previous: z.number().nullable(),
        value: z.number().nullable(),
        note: z.string().optional().openapi({ description: 'What is missing from `value`, or why there is none.' }),
      }),
    ),
    attention: z
      .array(
        z.looseObject({
          kind: z.enum(['risk', 'control']),
          ...named,
          severity: z.enum(['error', 'warning', 'info']),
          owner: z.string().nullable(),
          exposure: z.number().nullable().openapi({ description: 'Probability times impact, 1 to 25.' }),
          says: z.array(z.string()),
          remedies: z.array(z.string()),
        }),
      )
      .openapi({ description: 'Risks and controls that the review of the plan finds something about.' }),
    decisions: z
      .array(
        z.looseObject({
          rule: z.enum([
            'due_passed',
            'forecast_after_due',
            'in_danger_without_owner',
            'risk_without_plan',
            'kpi_off_track_twice',
            'milestone_missed',
            'answer_overdue',
            'owner_overloaded',
          ]),
          ...named,
          owner: z.string().nullable(),
          question: z.string(),
          evidence: z.array(z.string()),
        }),
      )
      .openapi({ description: 'What needs a decision, the most pressing first.' }),
    dueNextWeek: z.array(
      z.looseObject({
        kind: z.enum(['deliverable', 'milestone']),
        ...named,
        due: z.string(),
        progress,
        status: z.string(),
      }),
    ),
    data: z
      .looseObject({
        standing: z.enum(['complete', 'incomplete', 'stale', 'unknown']),
        coverage: z.number().nullable().openapi({ description: 'Part of what the tools show that was read, 0..1.' }),
        oldestSyncAt: instant.nullable(),
        ageHours: z.number().nullable().openapi({ description: 'Hours from then to the instant of the report.' }),
        ageHoursMax: z.number(),
        says: z.string(),
      })
      .openapi({ description: 'How complete and how old the data is.' }),
  })
  .partial()

export const weeklyNewsExample = {
  story: {
    moved:
      'The plan stands at 40.0 % (+5.0 pp in week 2026-W47). 1 deliverable slipped: EHR core live at the first site.',
    why: '12 items were finished in the week; 3 open items (4.0 % of all open ones) are linked to nothing.',
    decisions:
      '1 decision is needed: EHR core live at the first site: cut its scope, add people, or promise a later date?',
  },
  datesBefore: { week: '2026-W46', source: 'published_report' as const },
  slipped: [
    {
      id: 'ehr-core',
      title: 'EHR core live at the first site',
      objective: 'one-record',
      owner: 'clinical-apps',
      due: '2027-03-31',
      reason: 'forecast_after_due' as const,
      forecastBefore: '2027-03-28',
      forecast: '2027-04-11',
      says: 'It is due on 2027-03-31; the 85 % forecast went from 2027-03-28 to 2027-04-11.',
      progress: 0.4,
      health: { status: 'off_track' as const, reasons: ['Half of the forecast’s trials finish only by 2027-04-02.'] },
    },
  ],
  decisions: [
    {
      rule: 'forecast_after_due' as const,
      id: 'ehr-core',
      title: 'EHR core live at the first site',
      owner: 'clinical-apps',
      question: 'Cut its scope, add people, or promise a later date?',
      evidence: ['It is due on 2027-03-31, and half of the forecast’s trials finish only by 2027-04-02.'],
    },
  ],
  data: {
    standing: 'complete' as const,
    coverage: 1,
    oldestSyncAt: '2026-11-22T22:48:00.000Z',
    ageHours: 0.2,
    ageHoursMax: 24,
    says: '100.0 % of what the tools show has been read; the oldest part was read less than an hour before this report (at most 24 hours).',
  },
}
