import { z } from '@hono/zod-openapi'
import { instant, itemState, pageOf, plainAddress, quotaWindow, quotaWindowExample } from '../../fields.ts'

const secret = z.string().min(1).max(20_000)

/**
 * A secret that is sent in a header. What no header can carry is refused here, because the HTTP client's own refusal
 * would quote it; the line break that a copied token often ends with is taken off.
 */
const token = z
  .string()
  .trim()
  .max(20_000)
  .regex(/^[\x21-\x7e]+$/, 'a token is made of visible ASCII characters; copy it again without spaces or line breaks')
const anId = z.union([z.string().min(1), z.int().positive()], 'a number or text is needed').transform(String)

/** How a connection signs in; secrets only ever travel inwards. */
const jiraAuth = z.discriminatedUnion(
  'type',
  [
    z.strictObject({ type: z.literal('basic'), email: z.email('an e-mail address is needed'), token }),
    z.strictObject({ type: z.literal('bearer'), token }),
  ],
  'Jira takes the type basic (Cloud: email and token) or bearer (Data Center: token)',
)

const githubAuth = z.discriminatedUnion(
  'type',
  [
    z.strictObject({ type: z.literal('token'), token }),
    z.strictObject({
      type: z.literal('app'),
      appId: anId.openapi({ type: 'string' }),
      installationId: anId.openapi({ type: 'string' }),
      privateKey: secret,
    }),
  ],
  'GitHub takes the type token, or app (appId, installationId and privateKey)',
)

const overrides = z
  .record(z.string().min(1), itemState)
  .default({})
  .openapi({ description: 'State by name, compared without regard to case.', example: { 'Ready for release': 'done' } })

function scopesOf(pattern: RegExp, message: string) {
  return z
    .array(z.string().max(200).regex(pattern, message))
    .min(1, 'name at least one scope')
    .max(1_000, 'a connection has at most 1000 scopes')
    .refine((scopes) => new Set(scopes.map((scope) => scope.toLowerCase())).size === scopes.length, {
      error: 'a scope is named twice',
    })
}

const webhookSecret = secret.nullish().transform((value) => value ?? null)
const estimateField = z
  .string()
  .min(1)
  .max(200)
  .nullish()
  .transform((value) => value ?? null)

const quotaShareMeaning =
  'The part of each window of the tool’s quota that the hub may use, above 0 to 1; the rest is left for people. Of its part, the hub leaves a quarter to the items: reviews, releases and deployments wait for the next window before a sync has to.'

const quotaShare = z
  .number()
  .positive('a number above 0, at most 1, is needed')
  .max(1, 'a number above 0, at most 1, is needed')
  .default(0.5)
  .openapi({ description: quotaShareMeaning })

/** A connection as it is stored by PUT. */
export const connectionInput = z
  .discriminatedUnion(
    'kind',
    [
      z.strictObject({
        kind: z.literal('jira'),
        baseUrl: plainAddress,
        deployment: z.enum(['cloud', 'data-center']).default('cloud'),
        auth: jiraAuth,
        scopes: scopesOf(/^[A-Z][A-Z0-9_]+$/, 'a Jira scope is a project key, such as EHR'),
        statusOverrides: overrides,
        resolutionOverrides: overrides,
        estimateField,
        quotaShare,
        webhookSecret,
      }),
      z.strictObject({
        kind: z.literal('github'),
        baseUrl: plainAddress,
        auth: githubAuth,
        scopes: scopesOf(/^[\w.-]+\/[\w.-]+$/, 'a GitHub scope is owner/repo, such as clinic/ehr'),
        statusOverrides: overrides,
        resolutionOverrides: overrides,
        estimateField,
        quotaShare,
        webhookSecret,
      }),
    ],
    'kind is jira or github',
  )
  .openapi('ConnectionInput')

export const connectionInputExample = {
  kind: 'jira' as const,
  baseUrl: 'https://clinic.atlassian.net',
  auth: { type: 'basic' as const, email: 'pmo@clinic.example', token: 'your-jira-api-token' },
  scopes: ['EHR', 'OPS'],
  statusOverrides: { 'Ready for release': 'done' as const },
  estimateField: 'Story Points',
  quotaShare: 0.5,
}

/** A connection as the API shows it: without any secret. */
export const connection = z
  .object({
    id: z.string(),
    kind: z.enum(['jira', 'github']),
    baseUrl: z.string(),
    deployment: z.enum(['cloud', 'data-center']),
    auth: z
      .object({
        type: z.enum(['basic', 'bearer', 'token', 'app']),
        email: z.string().optional(),
        appId: z.string().optional(),
        installationId: z.string().optional(),
      })
      .openapi({ description: 'Without secrets: they are never returned.' }),
    scopes: z.array(z.string()),
    statusOverrides: z.record(z.string(), itemState),
    resolutionOverrides: z.record(z.string(), itemState),
    estimateField: z.string().nullable(),
    quotaShare: z.number().openapi({ description: quotaShareMeaning }),
    hasWebhookSecret: z.boolean(),
    createdAt: instant,
    updatedAt: instant,
  })
  .openapi('Connection')

export const connectionExample = {
  id: 'jira',
  kind: 'jira' as const,
  baseUrl: 'https://clinic.atlassian.net',
  deployment: 'cloud' as const,
  auth: { type: 'basic' as const, email: 'pmo@clinic.example' },
  scopes: ['EHR', 'OPS'],
  statusOverrides: { 'Ready for release': 'done' as const },
  resolutionOverrides: {},
  estimateField: 'Story Points',
  quotaShare: 0.5,
  hasWebhookSecret: false,
  createdAt: '2026-11-20T09:00:00.000Z',
  updatedAt: '2026-11-23T08:00:00.000Z',
}

const scopeState = z
  .object({
    scope: z.string(),
    syncedAt: instant.nullable().openapi({ description: 'When it was last read to its end.' }),
    censusAt: instant.nullable().openapi({ description: 'When its completeness was last proven.' }),
    coverage: z
      .number()
      .nullable()
      .openapi({ description: '`matched` / `entries`, 0..1; null before the first look.' }),
    entries: z.int().nullable().openapi({ description: 'Items that the tool showed when it was last looked at.' }),
    matched: z.int().nullable().openapi({ description: 'Those of them that the hub holds.' }),
    reviews: z
      .object({
        of: z.int().openapi({ description: 'Pull requests.' }),
        known: z.int().openapi({ description: 'Those whose first review is known, or known to be missing.' }),
      })
      .nullable()
      .openapi({ description: 'How far the reviews are read; null where there are no pull requests.' }),
  })
  .openapi('ScopeState')

/** One connection, with when each scope was last read and how complete that was. */
export const connectionDetail = connection
  .extend({
    scopeStates: z.array(scopeState),
    quota: z.array(quotaWindow).openapi({ description: 'As the tool’s latest answers told it.' }),
  })
  .openapi('ConnectionDetail')

export const connectionDetailExample = {
  ...connectionExample,
  scopeStates: [
    {
      scope: 'EHR',
      syncedAt: '2026-11-23T07:45:12.000Z',
      censusAt: '2026-11-23T03:15:09.000Z',
      coverage: 1,
      entries: 8_412,
      matched: 8_412,
      reviews: null,
    },
    { scope: 'OPS', syncedAt: null, censusAt: null, coverage: null, entries: null, matched: null, reviews: null },
  ],
  quota: [quotaWindowExample],
}

export const connectionPage = pageOf(connection)

/** What reaching the tool showed. */
export const connectionCheck = z
  .object({
    ok: z.boolean(),
    account: z.string().nullable(),
    permissions: z.array(z.string()),
    problems: z.array(z.string()),
    resolutions: z.array(z.string()).optional(),
    unclassifiedResolutions: z
      .array(z.string())
      .openapi({ description: 'Resolutions seen here that nobody classified; they count as done.' }),
  })
  .openapi('ConnectionCheck')

export const connectionCheckExample = {
  ok: true,
  account: 'PMO (pmo@clinic.example)',
  permissions: ['BROWSE_PROJECTS'],
  problems: [],
  unclassifiedResolutions: ['Postponed'],
}
