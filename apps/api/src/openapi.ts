import type { ApiApp } from './http/endpoint.ts'

/** The description of the API as OpenAPI 3.1, from the same schemas that check requests. */
export function openApiDocument(app: ApiApp) {
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Throughline',
      version: '1',
      description: [
        'Ties a strategic plan to the work in Jira and GitHub that delivers it.',
        'JSON is in camelCase, instants are ISO 8601 in UTC, weeks are ISO weeks such as `2026-W47`.',
        'Lists take `limit` (1 to 200, default 50) and `cursor`, and answer `{ items, nextCursor }`.',
        'Reads carry an `ETag` and take `If-None-Match`.',
        'Failures are problem documents of RFC 9457 with a stable `type`; bad input (400) lists every fault in `errors`.',
        'Unknown body fields and query parameters are refused.',
      ].join(' '),
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    tags: [
      'Connections',
      'Webhooks',
      'Syncs',
      'Jobs',
      'Work items',
      'Plans',
      'Roadmap',
      'KPIs',
      'Reports',
      'Tokens',
    ].map((name) => ({ name })),
  })
}

/** Says how callers show who they are. */
export function registerSecurity(app: ApiApp): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: 'A token made with `POST /api/v1/tokens`; one of the role `read` may only read.',
  })
}
