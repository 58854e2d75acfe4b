import { planJsonSchema } from '@throughline/plan'
import { etag } from 'hono/etag'
import type { Api } from '../../api.ts'
import { openApiDocument } from '../../openapi.ts'
import type { ApiDescription } from './api-description.ts'
import type { Fragment } from './prose.ts'
import { referencePage } from './reference-page.ts'

/** The page brings its style with it and loads nothing, so it works where nothing else can be reached. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

/** The API's description, for programs and for people. It is the same as long as the process lives. */
export function docsRoutes({ app }: Api): void {
  let description: ApiDescription | null = null
  let page: Fragment | null = null
  const describe = () => {
    description ??= openApiDocument(app)
    return description
  }

  app.get('/openapi.json', (c) => c.json(describe()))

  app.get('/plan.schema.json', etag(), (c) => c.json(planJsonSchema()))

  app.get('/docs', etag(), (c) => {
    page ??= referencePage(describe())
    return c.html(page, 200, { 'Content-Security-Policy': PAGE_POLICY, 'Cache-Control': 'no-cache' })
  })
}
