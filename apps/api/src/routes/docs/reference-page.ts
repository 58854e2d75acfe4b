import { html } from 'hono/html'
import { type ApiDescription, type Call, callsOf, type Schema } from './api-description.ts'
import { callSection } from './call-section.ts'
import { type Fragment, prose } from './prose.ts'
import { REFERENCE_STYLE } from './reference-style.ts'
import { fieldList } from './schema-fields.ts'
import { schemaWords } from './schema-words.ts'

/** The description of the API as one page to read: no script, and nothing that is loaded from anywhere. */
export function referencePage(description: ApiDescription): Fragment {
  const { info, tags = [], components } = description
  const calls = callsOf(description)
  const groups = tags.map(({ name }) => ({
    name,
    calls: calls.filter(({ operation }) => operation.tags?.[0] === name),
  }))
  const schemas = Object.entries(components?.schemas ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${info.title} API</title>
<style>${REFERENCE_STYLE}</style>
</head>
<body>
<nav aria-label="Contents">
<details open><summary>Contents</summary>
${groups.map(contents)}
<p><a href="#schemas"><b>Shapes</b></a></p>
</details>
</nav>
<main>
<h1>${info.title} API</h1>
<p>${prose(info.description ?? '')}</p>
<p>Calls under <code>/api/v1</code> need <code>Authorization: Bearer TOKEN</code>; a token is made with
<a href="#createToken"><code>POST /api/v1/tokens</code></a>. A call that fails answers <code>application/problem+json</code>, a
<a href="#schema-Problem">Problem</a>. Programs read the same as <a href="/openapi.json">OpenAPI 3.1</a>.</p>
${groups.map(({ name, calls: own }) => html`<h2 id="${anchor(name)}">${name}</h2>${own.map(callSection)}`)}
<h2 id="schemas">Shapes</h2>
${schemas.map(([name, schema]) => schemaSection(name, schema))}
</main>
</body>
</html>
`
}

function contents({ name, calls }: { readonly name: string; readonly calls: readonly Call[] }): Fragment {
  const entries = calls.map(
    ({ operation: { operationId, summary } }) => html`<li><a href="#${operationId}">${summary}</a></li>`,
  )
  return html`<p><a href="#${anchor(name)}"><b>${name}</b></a></p><ul>${entries}</ul>`
}

function schemaSection(name: string, schema: Schema): Fragment {
  const description = 'description' in schema ? schema.description : undefined
  return html`<section class="call" id="schema-${name}">
<h3><a href="#schema-${name}">${name}</a></h3>
<p>${description === undefined ? '' : html`${prose(description)} `}<small>${schemaWords(schema)}</small></p>
${fieldList(schema)}
</section>`
}

function anchor(tag: string): string {
  return `group-${tag.toLowerCase().replaceAll(' ', '-')}`
}
