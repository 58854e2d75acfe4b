import { html } from 'hono/html'
import { type Call, isReference, type Parameter, type Schema } from './api-description.ts'
import { exampleText, type Fragment, prose } from './prose.ts'
import { fieldList, meaning } from './schema-fields.ts'
import { schemaWords } from './schema-words.ts'

/** Everything the description says of one call, as a section of the reference page. */
export function callSection({ method, path, operation }: Call): Fragment {
  const { operationId = path, summary = '', description, parameters = [], requestBody, responses = {} } = operation
  const sent = requestBody !== undefined && 'content' in requestBody ? Object.entries(requestBody.content) : []
  return html`<section class="call" id="${operationId}">
<h3><a href="#${operationId}">${summary}</a></h3>
<p class="address"><b class="${method.toLowerCase()}">${method}</b> <code>${breakable(path)}</code></p>
${description === undefined ? '' : html`<p>${prose(description)}</p>`}
${parameters.length === 0 ? '' : html`<h4>Parameters</h4><dl>${parameters.map(parameterEntry)}</dl>`}
${sent.map(([type, { schema, example }]) => media(html`Body, <code>${type}</code>`, schema, example, true))}
${Object.entries(responses).map(([status, answer]) => answerPart(status, answer))}
<h4>In a shell</h4>
<pre>${curlOf({ method, path, operation }, sent[0]?.[0])}</pre>
</section>`
}

interface Media {
  readonly schema?: Schema
  readonly example?: unknown
}

function answerPart(status: string, answer: { readonly content?: Readonly<Record<string, Media>> }): Fragment {
  // What every call answers when something is wrong stands once, at the top of the page.
  if (status === 'default') return html``
  const content = Object.entries(answer.content ?? {})
  if (content.length === 0) return html`<h4>Answer ${status}, without a body</h4>`
  return html`${content.map(([type, { schema, example }]) => media(html`Answer ${status}, <code>${type}</code>`, schema, example))}`
}

/** A body that travels: its shape in words, its fields unless they stand under a name, and an example. */
function media(title: Fragment, schema: Schema | undefined, example: unknown, isOpen = false): Fragment {
  return html`<h4>${title}${schema === undefined ? '' : html`: ${schemaWords(schema)}`}</h4>
${schema === undefined ? '' : fieldList(schema)}
${example === undefined ? '' : html`<details${isOpen ? ' open' : ''}><summary>Example</summary><pre>${exampleText(example)}</pre></details>`}`
}

function parameterEntry(parameter: Parameter): Fragment {
  if (!('name' in parameter)) return html``
  const { name, required, schema, description } = parameter
  const place = `in the ${parameter.in}${required === true ? '' : ', optional'}`
  return html`<dt><code>${name}</code> ${schema === undefined ? '' : schemaWords(schema)}, ${place}</dt>${schema === undefined ? '' : meaning(schema, description)}`
}

const bearer = '-H "Authorization: Bearer $THROUGHLINE_TOKEN"'

/** The call as a command, with the examples of its parameters in the path. */
function curlOf({ method, path, operation }: Call, type: string | undefined): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (braces, name: string) => {
    const parameter = operation.parameters?.find((each) => 'name' in each && each.name === name)
    const schema = parameter !== undefined && 'schema' in parameter ? parameter.schema : undefined
    const example: unknown = schema === undefined || isReference(schema) ? undefined : schema.example
    return typeof example === 'string' ? encodeURIComponent(example) : braces.slice(1, -1).toUpperCase()
  })
  return [
    ['curl', ...(method === 'GET' ? [] : [`-X ${method}`]), ...(operation.security?.length === 0 ? [] : [bearer])].join(
      ' ',
    ),
    ...(type === undefined
      ? []
      : [`-H "Content-Type: ${type}" --data-binary @body.${/\w+$/.exec(type)?.[0] ?? 'txt'}`]),
    `"$THROUGHLINE_URL${filled}"`,
  ].join(' \\\n  ')
}

/** Long paths break before a slash, not within a word. */
function breakable(path: string): Fragment {
  return html`${path.split('/').map((part, index) => (index === 0 ? part : html`<wbr>/${part}`))}`
}
