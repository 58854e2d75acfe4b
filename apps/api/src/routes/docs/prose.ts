import { html } from 'hono/html'

/** A piece of a page, escaped already. */
export type Fragment = ReturnType<typeof html>

/** A text of the description; what stands between backticks is code. */
export function prose(text: string): Fragment {
  return html`${text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`
}

/** An example as it travels: a text as it is, anything else as indented JSON. */
export function exampleText(example: unknown): string {
  return typeof example === 'string' ? example.trimEnd() : JSON.stringify(example, null, 2)
}
