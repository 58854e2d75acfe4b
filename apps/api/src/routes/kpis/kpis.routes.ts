import { z } from '@hono/zod-openapi'
import {
  deleteKpiValue,
  importKpiValues,
  kpiEntries,
  kpiEvidence,
  kpiValues,
  listKpis,
  putKpiValue,
} from '@throughline/hub'
import type { Api } from '../../api.ts'
import { flag, id, moments, paging, week } from '../../fields.ts'
import { endpoint } from '../../http/endpoint.ts'
import { refusal } from '../../http/faults.ts'
import { pageInMemory } from '../../http/pages-in-memory.ts'
import { readText } from '../../http/read-body.ts'
import { kpiEntryJson, mapPage, replacedValue } from '../../json.ts'
import * as schema from './kpis.schema.ts'

const tag = 'KPIs'
const params = { plan: id, kpi: id.openapi({ example: 'lead-time' }) }

/** KPIs with their values and the items behind each. */
export function kpiRoutes({ app, hub }: Api): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/plans/{plan}/kpis',
      tag,
      operationId: 'listKpis',
      summary: 'List the KPIs of a plan by their last complete week',
      description: 'With `asOf`, the last week that was complete then.',
      params: { plan: id },
      query: { ...moments, ...paging },
      answer: { schema: schema.kpiPage, example: { items: [schema.kpiExample], nextCursor: null } },
    },
    async ({ params, query: { asOf, knownAt, ...page } }) =>
      pageInMemory(await listKpis(hub, params.plan, { asOf, knownAt }), page, (kpi) => kpi.id),
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/plans/{plan}/kpis/{kpi}/values',
      tag,
      operationId: 'listKpiValues',
      summary: 'List a KPI’s value of every week of a range',
      description:
        'Both ends included, all in one answer. Default: from the start of the plan until now. With `asOf` as it was then: its week ran, and later weeks lay ahead.',
      params,
      query: { from: week.optional(), to: week.optional(), ...moments },
      answer: { schema: schema.kpiValueList, example: { items: [schema.kpiValueExample] } },
    },
    async ({ params, query }) => ({ items: await kpiValues(hub, params.plan, params.kpi, query) }),
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/plans/{plan}/kpis/{kpi}/evidence',
      tag,
      operationId: 'listKpiEvidence',
      summary: 'Show what makes a KPI’s value of a week',
      description:
        'Items, each with the number it contributed; of releases and deployments the key is their place and id. The value is the sum of the contributions, those of `entries` included, or the KPI’s statistic over them; of a ratio each side is (`of`, `to`). Of an entered value: who entered it, when and why. Default: the last complete week. All in one answer, so that it can be summed; in pages when `limit` is given.',
      params,
      query: {
        week: week.optional(),
        measured: flag.optional().openapi({
          description: 'True for the items behind the measured value where another was entered in front of it.',
        }),
        ...moments,
        limit: paging.limit.unwrap().optional(),
        cursor: paging.cursor,
      },
      answer: { schema: schema.kpiEvidence, example: schema.kpiEvidenceExample },
    },
    async ({ params, query: { limit, cursor, ...asked } }) => {
      const { items, ...behind } = await kpiEvidence(hub, params.plan, params.kpi, asked)
      const page = { limit: limit ?? items.length, cursor }
      return { ...behind, ...pageInMemory(items, page, (item) => JSON.stringify([item.connection, item.key])) }
    },
  )
  endpoint(
    app,
    {
      method: 'put',
      path: '/plans/{plan}/kpis/{kpi}/values/{week}',
      tag,
      operationId: 'putKpiValue',
      summary: 'Enter a KPI’s value of a week by hand',
      description:
        'Of a KPI that is measured it overrides what is measured, which stays beside it as `measured`. Entered again, the later stands, and `replaced` is what held for the week before, also where that was entered for an earlier one; both stay in the history.',
      params: { ...params, week },
      body: { schema: schema.kpiValueInput, example: schema.kpiValueInputExample },
      answer: { schema: schema.putKpiValue, example: schema.putKpiValueExample },
    },
    async ({ params, body, c }) => {
      const until = body.until ?? null
      if (until !== null && until < params.week) {
        throw refusal('The body', [
          { pointer: '/until', detail: `a week before ${params.week} is none it could hold for` },
        ])
      }
      const entry = { ...body, until, author: c.get('caller').name }
      const put = await putKpiValue(hub, params.plan, params.kpi, params.week, entry)
      return { ...put, replaced: replacedValue(put.replaced) }
    },
  )
  endpoint(
    app,
    {
      method: 'post',
      path: '/plans/{plan}/kpis/values',
      tag,
      operationId: 'importKpiValues',
      summary: 'Enter values of KPIs from CSV',
      description:
        'Columns `kpi`, `week`, `value`, `reason` and `until`, with a head; separated by commas, semicolons or tabs; at most 10,000 lines. All or none: where a line is at fault nothing is stored, and each fault names its line. Lines that say what stands already enter nothing. `dryRun=true` stores nothing and answers what would be entered and replaced.',
      params: { plan: id },
      query: { dryRun: flag.optional() },
      documents: { 'text/csv': schema.kpiValuesCsvExample },
      answer: { schema: schema.kpiImport, example: schema.kpiImportExample },
    },
    async ({ params, query, c }) => {
      const { text } = await readText(c, ['text/csv'])
      const csv = { text, author: c.get('caller').name }
      const imported = await importKpiValues(hub, params.plan, csv, { dryRun: query.dryRun ?? false })
      const entered = imported.entered.map((each) => ({ ...each, replaced: replacedValue(each.replaced) }))
      return { ...imported, entered }
    },
  )
  endpoint(
    app,
    {
      method: 'delete',
      path: '/plans/{plan}/kpis/{kpi}/values/{week}',
      tag,
      operationId: 'deleteKpiValue',
      summary: 'Take back a value that was entered by hand',
      description: 'What was entered and that it was taken back stay in the history.',
      params: { ...params, week },
      query: {
        reason: z.string().trim().min(1).max(2_000).optional().openapi({ description: 'Why; kept in the history.' }),
      },
      status: 204,
    },
    ({ params, query, c }) => {
      const act = { reason: query.reason ?? null, author: c.get('caller').name }
      return deleteKpiValue(hub, params.plan, params.kpi, params.week, act)
    },
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/plans/{plan}/kpis/{kpi}/entries',
      tag,
      operationId: 'listKpiEntries',
      summary: 'List what was entered by hand for a KPI and taken back, newest first',
      description:
        'A log: nothing in it is ever changed. Each act says who, when, why and until when, and what it replaced.',
      params,
      query: paging,
      answer: { schema: schema.kpiEntryPage, example: { items: [schema.kpiEntryExample], nextCursor: null } },
    },
    async ({ params, query }) => mapPage(await kpiEntries(hub, params.plan, params.kpi, query), kpiEntryJson),
  )
}
