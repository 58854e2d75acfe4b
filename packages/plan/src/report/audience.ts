/**
 * Whom a report is rendered for: `executive` gets one page of what to know and decide, `team` everything, with the work
 * items. JSON and CSV hold everything for both.
 */
export type ReportAudience = (typeof REPORT_AUDIENCES)[number]

/** Every audience of a report; the last is the default, because it leaves nothing out. */
export const REPORT_AUDIENCES = ['executive', 'team'] as const
