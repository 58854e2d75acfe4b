import { receiveWebhook, registerWebhook } from '@throughline/hub'
import type { Api } from '../../api.ts'
import { id } from '../../fields.ts'
import { endpoint } from '../../http/endpoint.ts'
import * as schema from './webhooks.schema.ts'

const tag = 'Webhooks'

/** Webhooks: having the tools send them, and taking their deliveries in. */
export function webhookRoutes(api: Api): void {
  const { app, hub } = api
  endpoint(
    app,
    {
      method: 'post',
      path: '/connections/{id}/webhooks',
      tag,
      operationId: 'registerWebhooks',
      summary: 'Have the tool send its webhooks to the hub',
      description:
        'The connection needs a `webhookSecret`. Running it again repairs what is there and doubles nothing. What the token may not do is answered as `steps` for a person, with status 200 too.',
      params: { id },
      body: { schema: schema.webhookInput, example: schema.webhookInputExample },
      answer: { schema: schema.webhooks, example: schema.webhooksExample },
    },
    ({ params, body, c }) => registerWebhook(hub, params.id, body, c.req.raw.signal),
  )
  receive(api, 'github', 'GitHub')
  receive(api, 'jira', 'Jira')
}

function receive({ app, hub }: Api, kind: 'github' | 'jira', tool: 'GitHub' | 'Jira'): void {
  endpoint(
    app,
    {
      method: 'post',
      path: `/webhooks/${kind}/{connection}`,
      tag,
      operationId: `receive${tool === 'Jira' ? 'Jira' : 'Github'}Webhook`,
      summary: `Take in a delivery of ${tool}`,
      description:
        'Needs no token: the signature stands in for it. A bad or missing one is answered with 401, alike for a connection without a `webhookSecret` and one that does not exist; a signed body that is no JSON with 400. The delivery, of at most 25 MB, is stored before it is answered and read afterwards: the hub asks the tool for what it names. Query parameters that the tool adds are ignored.',
      isOpen: true,
      takesAnyQuery: true,
      params: { connection: id },
      headers: schema.deliveryHeaders[kind],
      documents: { 'application/json': schema.deliveryExamples[kind] },
      status: 202,
      answer: { schema: schema.delivery, example: schema.deliveryExample },
    },
    async ({ params, c }) => {
      const rawBody = new Uint8Array(await c.req.arrayBuffer())
      return receiveWebhook(hub, kind, params.connection, { header: (name) => c.req.header(name) ?? null, rawBody })
    },
  )
}
