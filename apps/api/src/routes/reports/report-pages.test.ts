import { readFileSync } from 'node:fs'
import { REPORT_AUDIENCES, renderHtml } from '@throughline/plan'
import { accessFaults, type Look, pageFaults, startChromium } from '@throughline/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { emptyReport, hostileReport } from '../../testing/hostile-report.ts'
import { PAGE_POLICY } from '../home/page-policy.ts'

const DOCS = new URL('../../../../../docs/', import.meta.url)

/** The samples in the documentation are what the hub says of a rich plan; another test sees to that. */
const PAGES: readonly (readonly [string, string])[] = [
  ['a rich report for the team', readFileSync(new URL('sample-report.html', DOCS), 'utf8')],
  ['a rich report for executives', readFileSync(new URL('sample-report-executive.html', DOCS), 'utf8')],
  ...REPORT_AUDIENCES.flatMap((audience) => [
    [`a hostile report for ${audience}`, renderHtml(hostileReport(), audience)] as const,
    [`a report without any data for ${audience}`, renderHtml(emptyReport(), audience)] as const,
  ]),
]

const DESK: Look = { width: 1440, colorScheme: 'light', policy: PAGE_POLICY }

/** Both sizes that people were promised, and the narrowest at which tables have columns. */
const LOOKS: readonly Look[] = [
  DESK,
  { ...DESK, colorScheme: 'dark' },
  { ...DESK, width: 1000 },
  { ...DESK, width: 390 },
  { ...DESK, width: 390, colorScheme: 'dark' },
]

const browser = await startChromium()

afterAll(() => browser?.close())

describe.skipIf(browser === null).each(PAGES)('%s', { timeout: 120_000 }, (_, html) => {
  it.each(LOOKS)(
    'fits $width px in $colorScheme, with nothing cut off, covered or too faint, and asks for nothing',
    async (look) => {
      if (browser === null) throw new Error('There is no browser.')
      expect(await pageFaults(browser, html, look)).toEqual([])
    },
  )

  it('can be read aloud and used without a mouse, as far as axe-core can tell', async () => {
    if (browser === null) throw new Error('There is no browser.')
    expect(await accessFaults(browser, html, DESK)).toEqual([])
  })
})

describe.each(PAGES)('the text of %s', (_, html) => {
  it('has a unit or a noun beside every number, and none that is none', () => {
    const texts = html.match(/<(?:td|p|strong|th)\b[^>]*>[^<]*/g) ?? []
    const bare = texts.filter((each) => /^<[^>]*>\s*[-+]?[\d.,]+\s*$/.test(each))
    expect(bare).toEqual([])
    expect(html.replaceAll(/<style>.*?<\/style>/gs, '')).not.toMatch(/\b(NaN|undefined|null|Infinity)\b/)
  })
})
