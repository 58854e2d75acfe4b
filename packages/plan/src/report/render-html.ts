import type { ReportAudience } from './audience.ts'
import { dataText } from './data-words.ts'
import { bridgeSection } from './html/bridge-section.ts'
import { plainText, section, styled, tableSection, text } from './html/elements.ts'
import { kpiSection } from './html/kpi-section.ts'
import { opening } from './html/opening.ts'
import { objectiveSection, objectivesSection } from './html/plan-sections.ts'
import { HTML_STYLE, INLINE } from './html/style.ts'
import { timelineSection } from './html/timeline-section.ts'
import type { WeeklyReport } from './report.ts'
import { reportSections } from './report-sections.ts'
import type { ReportTable } from './report-table.ts'

/**
 * A weekly report as one HTML page that mail programs show too: no script, no request to anywhere, styles and charts
 * inline, light and dark, readable from 320 px. Every text of the plan and the tools is escaped. For either audience it
 * names every objective, deliverable and KPI.
 */
export function renderHtml(report: WeeklyReport, audience: ReportAudience = 'team'): string {
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${plainText(report.title)}, week ${plainText(report.week)}</title>`,
    `<style>${HTML_STYLE}</style>`,
  ]
  const { decisions, moves, changes, rest } = reportSections(report, audience)
  const tables = (all: readonly ReportTable[]) => all.map(tableSection)
  const body = [
    ...opening(report, audience),
    ...tables(decisions),
    ...(audience === 'executive' ? [objectivesSection(report)] : []),
    bridgeSection(report),
    ...tables(moves),
    ...(audience === 'team' ? report.objectives.map((each) => objectiveSection(each, report)) : []),
    ...(audience === 'team' ? [timelineSection(report)] : []),
    kpiSection(report),
    ...tables(changes),
    ...tables(rest),
    section('Data behind this report', styled('p', 'text', text(dataText(report)))),
  ]
  return `<!doctype html>\n<html lang="en">\n<head>\n${head.join('\n')}\n</head>\n<body>\n<main class="page" style="${INLINE.page}">\n${body.filter((block) => block !== '').join('\n')}\n</main>\n</body>\n</html>\n`
}
