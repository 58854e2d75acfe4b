import { z } from '@hono/zod-openapi'
import { plainAddress } from '../../fields.ts'

/** The headers of a delivery that the hub reads, by the tool that sends it. */
export const deliveryHeaders = {
  github: {
    'X-Hub-Signature-256': signature(),
    'X-GitHub-Event': z.string().openapi({ description: 'What happened.', example: 'issues' }),
    'X-GitHub-Delivery': z.string().openapi({
      description: 'Id of the delivery, the same when it is sent again.',
      example: '72d3162e-cc78-11e3-81ab-4c9367dc0958',
    }),
  },
  jira: {
    'X-Hub-Signature': signature(),
    'X-Atlassian-Webhook-Identifier': z.string().optional().openapi({
      description:
        'Id of the delivery, the same when it is sent again. A delivery without one is known by what it says.',
      example: '8c4f0b1e-2f0d-4c6b-9c1e-5a7f3d2b1a90',
    }),
  },
}

/** Deliveries as the tools send them, cut down to what the hub reads. */
export const deliveryExamples = {
  github: { action: 'closed', issue: { number: 12 }, repository: { full_name: 'clinic/ehr-core' } },
  jira: { webhookEvent: 'jira:issue_updated', issue: { key: 'EHR-12', fields: { project: { key: 'EHR' } } } },
}

/** That a delivery was stored. */
export const delivery = z
  .object({
    id: z.string(),
    isNew: z.boolean().openapi({ description: 'False for a delivery that was taken in before: it changes nothing.' }),
  })
  .openapi('WebhookDelivery')

export const deliveryExample = { id: '72d3162e-cc78-11e3-81ab-4c9367dc0958', isNew: true }

/** Where the tools reach the hub. */
export const webhookInput = z
  .strictObject({
    publicUrl: plainAddress.openapi({
      description: 'Address of the hub as the tool reaches it, without `/api/v1`.',
      example: 'https://throughline.clinic.example',
    }),
  })
  .openapi('WebhookInput')

export const webhookInputExample = { publicUrl: 'https://throughline.clinic.example' }

/** What became of the webhooks of a connection. */
export const webhooks = z
  .object({
    url: z.string().openapi({ description: 'Where the deliveries are sent.' }),
    hooks: z.array(
      z.object({
        scope: z
          .string()
          .nullable()
          .openapi({ description: 'The scope it is for; null where one serves the whole connection.' }),
        hookId: z
          .string()
          .nullable()
          .openapi({ description: 'The tool’s id of the webhook; null where the token may not register it.' }),
        steps: z
          .array(z.string())
          .openapi({ description: 'What a person has to do by hand; empty where nothing is left to do.' }),
      }),
    ),
  })
  .openapi('Webhooks')

export const webhooksExample = {
  url: 'https://throughline.clinic.example/api/v1/webhooks/github/code',
  hooks: [{ scope: 'clinic/ehr-core', hookId: '1234567', steps: [] }],
}

function signature() {
  return z.string().openapi({
    description: '`sha256=` and the HMAC-SHA-256 of the body under the connection’s `webhookSecret`, in hexadecimal.',
    example: 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
  })
}
