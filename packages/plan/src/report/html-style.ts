/**
 * The style of the report in light and dark. Mail programs drop what they do not know, so colours and spacing of the
 * light version also stand in `style` attributes, and the dark ones override them.
 */
export const HTML_STYLE = `
body { margin: 0; }
a { color: #0b57d0; }
@media (prefers-color-scheme: dark) {
  body, .page { background: #14171c !important; color: #e8eaed !important; }
  .card { background: #1e232a !important; border-color: #3a414b !important; }
  .quiet { color: #aab2bd !important; }
  .track { fill: #3a414b !important; }
  .fill { fill: #7ab0ff !important; }
  a { color: #8ab4f8; }
  .on_track, .done { color: #3fb950 !important; }
  .at_risk { color: #d29922 !important; }
  .off_track { color: #ff6b64 !important; }
  .unknown, .not_started, .cancelled, .no_data { color: #9aa4af !important; }
}
`

/** Styles by what they are for, for `style` attributes. */
export const INLINE = {
  page: 'max-width:720px;margin:0 auto;padding:16px;background:#ffffff;color:#1b1f24;font:16px/1.45 system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif;overflow-wrap:anywhere',
  h1: 'font-size:24px;line-height:1.2;margin:0 0 4px',
  h2: 'font-size:19px;line-height:1.25;margin:28px 0 4px',
  h3: 'font-size:16px;line-height:1.3;margin:0 0 4px',
  text: 'margin:0 0 8px',
  quiet: 'margin:0 0 8px;color:#57606a;font-size:14px',
  card: 'border:1px solid #d0d7de;border-radius:8px;padding:12px 12px 4px;margin:10px 0;background:#f6f8fa',
  list: 'margin:0 0 8px;padding-left:20px',
  bar: 'display:block;width:100%;height:8px;margin:4px 0 6px',
} as const

/** The colour a health or KPI status is drawn in on light ground, never the only sign; {@link HTML_STYLE} has the dark ones. */
export const STATUS_COLOURS: Readonly<Record<string, string>> = {
  on_track: '#1a7f37',
  done: '#1a7f37',
  at_risk: '#9a6700',
  off_track: '#cf222e',
  unknown: '#6e7781',
  not_started: '#6e7781',
  cancelled: '#6e7781',
  no_data: '#6e7781',
}
