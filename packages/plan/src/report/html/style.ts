import { MARKS } from '../charts/svg.ts'
import type { ShownVerdict } from '../report-table.ts'

/**
 * The style of the page beyond what stands in `style` attributes: layout for screens, dark ground, phones and paper. Mail
 * programs drop what they do not know of it and are left with plain tables on light ground.
 */
export const HTML_STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; background: #ffffff; }
a { color: #0b57d0; }
.whole { white-space: nowrap; }
.page { box-sizing: border-box; }
.card > :last-child { margin-bottom: 0 !important; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(140px, 1fr)); gap: 12px; margin: 12px 0 20px; }
.tiles > .card { margin: 0 !important; }
.rows th { text-align: left; vertical-align: bottom; padding: 6px 14px 6px 0; color: #57606a; font-size: 13px; font-weight: 600; overflow-wrap: normal; }
.rows td { border-top: 1px solid #d0d7de; padding: 9px 14px 9px 0; min-width: 64px; }
.rows td.text { min-width: 92px; }
.rows td.first { min-width: 120px; }
.rows td.bar { min-width: 112px; }
.rows td.chart { min-width: 132px; }
.rows th:last-child, .rows td:last-child { padding-right: 0; }
@media print, (min-width: 1000px) {
  .story { display: grid; grid-template-columns: 150px 1fr; gap: 0 20px; align-items: baseline; }
  .rows td.short, .rows th.short { white-space: nowrap; min-width: 0; }
  .rows.fixed { table-layout: fixed; }
}
@media screen and (max-width: 999px) {
  table.rows, .rows tbody, .rows tr, .rows td { display: block; box-sizing: border-box; width: auto; }
  .rows thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .rows tr { border-top: 1px solid #d0d7de; padding: 10px 0 8px; }
  .rows td { border: 0; padding: 2px 0; }
  .rows td[data-label]::before { content: attr(data-label) ": "; color: #57606a; }
  .rows td.first { font-size: 16px; padding-bottom: 4px; }
  .rows td.chart { padding: 4px 0; }
  .rows td.chart::before { content: none; }
}
@media (prefers-color-scheme: dark) {
  body, .page { background: #14171c !important; color: #e8eaed !important; }
  .card { background: #1e232a !important; border-color: #3a414b !important; }
  .quiet, .reason, .rows th, .overline { color: #aab2bd !important; }
  .rows td[data-label]::before { color: #aab2bd; }
  .rows td, .rows tr { border-color: #3a414b; }
  a { color: #8ab4f8 !important; }
  .on_track, .done { color: #4ac26b !important; }
  .at_risk { color: #e3b341 !important; }
  .off_track { color: #ff8a80 !important; }
  .unknown, .not_started, .cancelled, .no_data, .unchecked { color: #aab2bd !important; }
  .track { fill: #3a414b; }
  .fill { fill: #7ab0ff; }
  .band { fill: #46689c; }
  .mark { fill: #e8eaed; }
  .line { fill: #8b949e; }
  .track-line { stroke: #3a414b; }
  .fill-line { stroke: #7ab0ff; }
  .mark-line { stroke: #e8eaed; }
  .line-line { stroke: #8b949e; }
}
@media print {
  .page { max-width: none !important; padding: 0 !important; font-size: 8.5pt !important; line-height: 1.35 !important; }
  .rows { font-size: 8pt !important; line-height: 1.3 !important; }
  .rows th, .quiet, .reason, .overline { font-size: 7.5pt !important; }
  .rows th { padding-top: 2px; padding-bottom: 2px; }
  .rows td { padding-top: 3px; padding-bottom: 3px; }
  .rows td.first, .rows td.text { min-width: 0; }
  .rows td.chart svg { max-height: 20px; }
  .tiles { grid-template-columns: repeat(6, 1fr); gap: 8px; margin: 8px 0 10px; }
  .card { padding: 6px 8px !important; margin-bottom: 8px !important; }
  h1 { font-size: 15pt !important; }
  h2.h2 { font-size: 11pt !important; margin: 10px 0 2px !important; }
  h2.h3 { font-size: 8.5pt !important; }
  .text { margin-bottom: 3px !important; }
  .figure { font-size: 12pt !important; }
  .number { font-size: 9pt !important; }
  .card, tr, svg { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
`

/** Styles by what they are for, for `style` attributes: what the page needs to be read in a mail program. */
export const INLINE = {
  page: 'max-width:1040px;margin:0 auto;padding:24px 20px 40px;background:#ffffff;color:#1b1f24;font:16px/1.5 system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif;overflow-wrap:anywhere',
  overline: 'margin:0 0 4px;color:#57606a;font-size:14px;letter-spacing:.02em',
  h1: 'font-size:28px;line-height:1.2;margin:0 0 6px',
  h2: 'font-size:20px;line-height:1.25;margin:34px 0 6px',
  h3: 'font-size:16px;line-height:1.35;margin:0 0 4px',
  text: 'margin:0 0 8px',
  quiet: 'margin:0 0 8px;color:#57606a;font-size:14px',
  reason: 'margin:3px 0 0;color:#57606a;font-size:13px',
  card: 'border:1px solid #d0d7de;border-radius:8px;padding:12px 14px;margin:0 0 12px;background:#f6f8fa',
  figure: 'margin:0 0 2px;font-size:26px;line-height:1.25;font-weight:600',
  number: 'margin:0;font-size:20px;line-height:1.3;font-weight:600',
  table: 'width:100%;border-collapse:collapse;font-size:15px;line-height:1.4;text-align:left',
} as const

/** What has a style of its own. */
export type Role = keyof typeof INLINE

/** How a verdict is drawn beside its words on light ground: each has a shape of its own, so no colour is needed. */
export const VERDICT_SIGNS: Readonly<Record<ShownVerdict, { readonly sign: string; readonly colour: string }>> = {
  on_track: { sign: '●', colour: '#1a7f37' },
  done: { sign: '✓', colour: '#1a7f37' },
  at_risk: { sign: '▲', colour: '#8a5a00' },
  off_track: { sign: '■', colour: '#c5221f' },
  unknown: { sign: '?', colour: '#57606a' },
  not_started: { sign: '○', colour: '#57606a' },
  cancelled: { sign: '–', colour: '#57606a' },
  no_data: { sign: '?', colour: '#57606a' },
  unchecked: { sign: '◌', colour: '#57606a' },
}

/** Every class that dark ground has a colour of its own for. */
export const DARK_CLASSES: readonly string[] = [...Object.keys(VERDICT_SIGNS), ...Object.keys(MARKS)]
