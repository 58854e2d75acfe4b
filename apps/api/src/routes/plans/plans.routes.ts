import { z } from '@hono/zod-openapi'
import {
  compareVersions,
  getPlan,
  listPlans,
  listPlanVersionsPage,
  planThen,
  putPlan,
  settlePlan,
} from '@throughline/hub'
import { parsePlan } from '@throughline/plan'
import type { Api } from '../../api.ts'
import { flag, id, moments, paging, slug } from '../../fields.ts'
import { endpoint } from '../../http/endpoint.ts'
import { pageInMemory } from '../../http/pages-in-memory.ts'
import { mapPage, versionJson } from '../../json.ts'
import { readDocument, sendDocument } from './plan-document.ts'
import * as schema from './plans.schema.ts'

const tag = 'Plans'

/** Version numbers are stored as 32-bit integers. */
const versionNumber = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'a version is a whole number from 1')
  .transform(Number)
  .openapi({ type: 'integer', example: 3 })

/** The version that a change was made from. */
const base = z
  .string()
  .regex(/^(0|[1-9]\d{0,8})$/, 'a version is a whole number; 0 means none')
  .transform(Number)
  .openapi({
    type: 'integer',
    example: 3,
    description:
      'The version that the change was made from, 0 for none: when another is the newest by now, the answer is 409 and nothing is stored. Default: any may be.',
  })

const document = {
  answer: { schema: schema.planDocument, example: schema.planJsonExample },
  forms: { 'application/yaml': schema.planYamlExample },
}

/** Plan documents and their versions. */
export function planRoutes({ app, hub }: Api): void {
  endpoint(
    app,
    {
      method: 'put',
      path: '/plans/{plan}',
      tag,
      operationId: 'putPlan',
      summary: 'Apply a plan document',
      description:
        'Idempotent: the same document again changes nothing. Faults name the line and what was meant. `dryRun=true` stores nothing and answers the difference and its effect on progress. `base` keeps a version that was stored meanwhile from being overwritten unseen.',
      params: { plan: slug },
      query: {
        dryRun: flag.optional(),
        base: base.optional(),
        message: z
          .string()
          .max(1_000)
          .optional()
          .openapi({ description: 'Why the plan changes; kept with the version.' }),
      },
      documents: { 'application/yaml': schema.planYamlExample, 'application/json': schema.planJsonExample },
      answer: { schema: schema.planOutcome, example: schema.planOutcomeExample },
    },
    async ({ params, query, c }) => {
      const input = { ...(await readDocument(c)), author: c.get('caller').name, message: query.message ?? null }
      return putPlan(hub, params.plan, input, { dryRun: query.dryRun ?? false, base: query.base })
    },
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/plans',
      tag,
      operationId: 'listPlans',
      summary: 'List plans',
      query: paging,
      answer: { schema: schema.planSummaryPage, example: { items: [schema.planSummaryExample], nextCursor: null } },
    },
    async ({ query }) =>
      mapPage(
        pageInMemory(await listPlans(hub.database), query, (record) => record.plan),
        (record) => ({
          id: record.plan,
          title: parsePlan(record.text, record.format).title,
          ...versionJson(record),
        }),
      ),
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/plans/{plan}',
      tag,
      operationId: 'getPlan',
      summary: 'Show the newest version of a plan document, or the one of a past instant',
      description:
        'JSON, or YAML with its comments by `Accept`. The header `Throughline-Plan-Version` has the version.',
      params: { plan: id },
      query: moments,
      ...document,
    },
    async ({ params, query, c }) => sendDocument(c, (await planThen(hub, params.plan, query)).record),
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/plans/{plan}/versions',
      tag,
      operationId: 'listPlanVersions',
      summary: 'List the versions of a plan, newest first',
      params: { plan: id },
      query: paging,
      answer: { schema: schema.planVersionPage, example: { items: [schema.planVersionExample], nextCursor: null } },
    },
    async ({ params, query }) => mapPage(await listPlanVersionsPage(hub, params.plan, query), versionJson),
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/plans/{plan}/versions/{version}',
      tag,
      operationId: 'getPlanVersion',
      summary: 'Show a version of a plan document',
      params: { plan: id, version: versionNumber },
      ...document,
    },
    async ({ params, c }) => sendDocument(c, (await getPlan(hub, params.plan, params.version)).record),
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/plans/{plan}/diff',
      tag,
      operationId: 'comparePlanVersions',
      summary: 'Compare any two versions of a plan, in words',
      params: { plan: id },
      query: {
        from: versionNumber.optional().openapi({ description: 'Default: the version before `to`.' }),
        to: versionNumber.optional().openapi({ description: 'Default: the newest version.' }),
      },
      answer: { schema: schema.versionComparison, example: schema.versionComparisonExample },
    },
    ({ params, query }) => compareVersions(hub, params.plan, query),
  )
  endpoint(
    app,
    {
      method: 'post',
      path: '/plans/{plan}/settle',
      tag,
      operationId: 'settlePlan',
      summary: 'Settle a plan now',
      description: 'Answers when done: the numbers then reflect everything that was stored before the call.',
      params: { plan: id },
      answer: { schema: schema.settled, example: schema.settledExample },
    },
    ({ params }) => settlePlan(hub, params.plan),
  )
}
