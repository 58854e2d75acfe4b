import { z } from '@hono/zod-openapi'
import { listWeeklyReports, renderReport, weeklyReport } from '@throughline/hub'
import { isoInstant, REPORT_AUDIENCES } from '@throughline/plan'
import { accepts } from 'hono/accepts'
import type { Api } from '../../api.ts'
import { flag, id, moments, paging, week } from '../../fields.ts'
import { endpoint } from '../../http/endpoint.ts'
import { keptJson } from '../../http/kept-json.ts'
import { iso, mapPage } from '../../json.ts'
import * as schema from './reports.schema.ts'

const tag = 'Reports'

/** The formats of a report by media type. */
const FORMATS = { 'text/markdown': 'markdown', 'text/html': 'html', 'text/csv': 'csv' } as const

/** Weekly reports. */
export function reportRoutes({ app, hub }: Api): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/plans/{plan}/reports/weekly/{week}',
      tag,
      operationId: 'getWeeklyReport',
      summary: 'Show the report of a week',
      description:
        'By `Accept`: JSON, Markdown, HTML or CSV. As it was published; `recompute=true` computes it again from what is known now, `knownAt` from what was known then. With the `knownAt` that a published report carries, the same code makes that report again, byte for byte. Markdown and HTML are for an `audience`: `team` (default) gets everything with the work items, `executive` one page of what to know and decide. JSON and CSV are the same for both: JSON holds everything; CSV has rows for the plan with its summary, objectives, deliverables, what moved each of these (`bridge`), KPIs, what is new, what is due next week, finished work, findings of the review, scopes and how often forecasts held, but not the other parts of the plan, nor the items behind a cause or the weeks before of a KPI.',
      params: { plan: id, week },
      query: { recompute: flag.optional(), knownAt: moments.knownAt, audience: z.enum(REPORT_AUDIENCES).optional() },
      answer: { schema: schema.weeklyReportAnswer, example: schema.weeklyReportExample },
      forms: {
        'text/markdown': '# Electronic health records across all sites: week 2026-W47\n',
        'text/html': '<!doctype html><title>Week 2026-W47</title>',
        'text/csv': 'kind,id,title,progress\r\nobjective,one-record,One record per patient at every site,0.4\r\n',
      },
    },
    async ({ params, query, c }) => {
      const report = await weeklyReport(hub, params.plan, params.week, query)
      const supports = ['application/json', ...Object.keys(FORMATS)]
      const type = accepts(c, { header: 'Accept', supports, default: 'application/json' })
      c.header('Vary', 'Accept')
      if (!isFormat(type)) return keptJson(c, report)
      return c.body(renderReport(report, FORMATS[type], query.audience), 200, {
        'Content-Type': `${type}; charset=utf-8`,
      })
    },
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/plans/{plan}/reports/weekly',
      tag,
      operationId: 'listWeeklyReports',
      summary: 'List published reports, newest first',
      params: { plan: id },
      query: paging,
      answer: {
        schema: schema.publishedReportPage,
        example: { items: [schema.publishedReportExample], nextCursor: null },
      },
    },
    async ({ params, query }) =>
      mapPage(await listWeeklyReports(hub, params.plan, query), ({ publishedAt, knownAt, ...report }) => ({
        ...report,
        publishedAt: isoInstant(publishedAt),
        knownAt: iso(knownAt),
      })),
  )
}

function isFormat(type: string): type is keyof typeof FORMATS {
  return type in FORMATS
}
