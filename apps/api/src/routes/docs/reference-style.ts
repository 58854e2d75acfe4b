/** The style of the reference page, light and dark, from 320 px up. It names system fonts and loads none. */
export const REFERENCE_STYLE = `
  :root { color-scheme: light dark; --line: light-dark(#d0d7de, #3a414b); --quiet: light-dark(#57606a, #aab2bd); --ground: light-dark(#f6f8fa, #1e232a) }
  body { background: light-dark(#fff, #14171c); color: light-dark(#1b1f24, #e8eaed); font: 16px/1.5 system-ui, sans-serif; margin: 0; overflow-wrap: anywhere }
  a { color: light-dark(#0b57d0, #8ab4f8) }
  nav { border-bottom: 1px solid var(--line); font-size: .9rem; max-height: 40vh; overflow-y: auto; padding: .75rem 1rem }
  nav p { margin: .75rem 0 .25rem }
  nav ul { list-style: none; margin: 0; padding: 0 0 0 .75rem }
  nav a { text-decoration: none }
  nav a:hover { text-decoration: underline }
  main { max-width: 50rem; padding: 1rem }
  h1, h2, h3, h4 { line-height: 1.25 }
  h2 { border-bottom: 1px solid var(--line); margin: 3rem 0 1rem; padding-bottom: .25rem }
  h3 { margin: 0 0 .5rem }
  h3 a { color: inherit; text-decoration: none }
  h4 { font-size: .95rem; margin: 1.25rem 0 .25rem }
  code, pre { font: .875em/1.45 ui-monospace, monospace }
  pre { background: light-dark(#fff, #14171c); border: 1px solid var(--line); border-radius: 6px; margin: .25rem 0; padding: .5rem .75rem; white-space: pre-wrap }
  dl { margin: .25rem 0 }
  dt { border-top: 1px solid var(--line); color: var(--quiet); padding-top: .25rem }
  dt code { color: light-dark(#1b1f24, #e8eaed); font-weight: 600; margin-right: .25rem }
  dd { margin: 0 0 .25rem 1rem }
  small { color: var(--quiet); font-size: .875em }
  summary { cursor: pointer }
  section.call { background: var(--ground); border: 1px solid var(--line); border-radius: 8px; margin: 1rem 0; padding: 1rem; scroll-margin-top: 1rem }
  .address { margin: 0 0 .5rem }
  .address b { border: 1px solid currentColor; border-radius: 4px; font-size: .8rem; padding: .1rem .4rem }
  .get { color: light-dark(#1a7f37, #3fb950) }
  .put, .post { color: light-dark(#0b57d0, #8ab4f8) }
  .delete { color: light-dark(#cf222e, #ff6b64) }
  @media (min-width: 60rem) {
    body { display: grid; grid-template-columns: 17rem minmax(0, 1fr) }
    nav { border-bottom: 0; border-right: 1px solid var(--line); box-sizing: border-box; height: 100vh; max-height: none; position: sticky; top: 0 }
    main { padding: 1rem 2.5rem }
  }`
