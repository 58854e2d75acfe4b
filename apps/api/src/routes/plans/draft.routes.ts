import { draftPlan } from '@throughline/hub'
import type { Api } from '../../api.ts'
import { endpoint } from '../../http/endpoint.ts'
import * as schema from './draft.schema.ts'
import { sendDraft } from './plan-document.ts'
import { planDocument, planJsonExample, planYamlExample } from './plans.schema.ts'

/** First plans, made of what connections hold. */
export function draftRoutes({ app, hub }: Api): void {
  endpoint(
    app,
    {
      method: 'post',
      path: '/plans/draft',
      tag: 'Plans',
      operationId: 'draftPlan',
      summary: 'Draft a plan document from epics, fix versions and milestones',
      description:
        'YAML with comments that say how it is grouped, what was left out and what is left to do; JSON by `Accept`. Epics become deliverables under objectives made of what stands above them, of their components, versions or projects; so do fix versions where a project has no epics, milestones, and issues with sub-issues where a repository has no milestones. The same data gives the same document. Stores nothing: apply it with `PUT /plans/{plan}`.',
      body: { schema: schema.draftInput, example: schema.draftInputExample },
      answer: { schema: planDocument, example: planJsonExample },
      forms: { 'application/yaml': planYamlExample },
    },
    async ({ body, c }) => sendDraft(c, await draftPlan(hub, body)),
  )
}
