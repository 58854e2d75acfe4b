import { html } from 'hono/html'

const style = `
  :root { color-scheme: light dark }
  body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 40rem; padding: 2rem 1.25rem }
  label { display: block; font-weight: 600 }
  input { box-sizing: border-box; font: inherit; margin: .25rem 0 1rem; padding: .5rem; width: 100% }
  button { font: inherit; padding: .5rem 1.25rem }
  pre { background: color-mix(in srgb, currentColor 8%, transparent); overflow-wrap: anywhere; padding: .75rem; white-space: pre-wrap }
  code { background: color-mix(in srgb, currentColor 8%, transparent); padding: .1em .3em }
  a { color: light-dark(#0b57d0, #8ab4f8) }
  .fault { border-left: .25rem solid light-dark(#cf222e, #ff6b64); padding-left: .75rem }`

/** Asks for an API token; `fault` says why the last one was not taken. */
export function signInPage(fault: string | null) {
  return page(
    'Sign in to Throughline',
    html`<h1>Throughline</h1>
      <p>This page shows the weekly report. It asks for an API token once and keeps it in a cookie of this browser.</p>
      ${fault === null ? '' : html`<p class="fault" role="alert">${fault}</p>`}
      <form method="post" action="/session">
        <label for="token">API token</label>
        <input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
        <button type="submit">Show the report</button>
      </form>
      <p>The first admin token is printed when the hub starts for the first time; an admin makes more with <code>throughline tokens create</code>.</p>`,
  )
}

/** Says how to apply a plan; `wanted` is the one that was asked for and is not there. */
export function noPlanPage(wanted: string | null) {
  const title = wanted === null ? 'There is no plan yet' : 'There is no such plan'
  return page(
    title,
    html`<h1>${title}</h1>
      ${wanted === null ? '' : html`<p>No plan has the id <code>${wanted}</code>. <a href="/">Show the first plan</a>.</p>`}
      <p>A plan is a YAML document that names objectives, deliverables and the work behind them. Apply one:</p>
      <pre>throughline plan validate plan.yaml
throughline plan apply plan.yaml</pre>
      <p>or send it yourself:</p>
      <pre>curl -X PUT -H "Authorization: Bearer $THROUGHLINE_TOKEN" \\
  -H "Content-Type: application/yaml" --data-binary @plan.yaml \\
  "$THROUGHLINE_URL/api/v1/plans/PLAN-ID"</pre>
      <p>The <a href="/docs">API reference</a> has an example of a plan document.</p>`,
  )
}

function page(title: string, body: ReturnType<typeof html>) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>`
}
