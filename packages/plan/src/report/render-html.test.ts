import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { REPORT_AUDIENCES } from './audience.ts'
import { breakable } from './html/breakable.fixture.ts'
import { DARK_CLASSES, HTML_STYLE } from './html/style.ts'
import { renderHtml as renderPage } from './render-html.ts'
import { PLAIN, reportWith } from './rendered-report.fixture.ts'

const renderHtml = (...given: Parameters<typeof renderPage>) => breakable(renderPage(...given))

describe('renderHtml', () => {
  const anyTitle = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.constantFrom(
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      "'><b>",
      '&lt;b&gt;',
      '</title><svg>',
    ),
  )

  it('has the same elements whatever people write, so no title brings markup of its own', () => {
    const tags = (html: string) => html.match(/<[a-z!/][^>]*>/gi)?.map((tag) => /^<[!/]?[a-z0-9]+/i.exec(tag)?.[0])
    for (const audience of REPORT_AUDIENCES) {
      const expected = tags(renderHtml(PLAIN, audience))
      fc.assert(
        fc.property(anyTitle, (title) => {
          expect(tags(renderHtml(reportWith(`x${title}`), audience))).toEqual(expected)
        }),
      )
    }
  })

  it('keeps numbers with their units, and dates, on one line', () => {
    const html = renderPage(reportWith('EUR 3 & 5 items on 2026-12-31 (2026-W53)'))
    expect(html).toContain('<span class="whole">EUR 3</span> &amp; 5 items on <span class="whole">2026-12-31</span>')
    expect(html).toContain('(<span class="whole">2026-W53</span>)')
    expect(html).toContain('<span class="whole">+22.2 pp</span>')
    expect(html).toContain('<span class="whole">66.7 %</span>')
    expect(html).toContain('<title>EUR 3 &amp; 5 items on 2026-12-31 (2026-W53) 0, week 2026-W37</title>')
    const shown = html
      .slice(html.indexOf('<body>'))
      .replaceAll(/<svg.*?<\/svg>|<span class="whole">.*?<\/span>|<[^>]*>/gs, '')
    expect(shown.match(/\d (?:%|pp)(?!\w)/)).toBeNull()
  })

  it('asks nobody for anything and runs nothing', () => {
    const html = `${renderHtml(PLAIN)}${renderHtml(PLAIN, 'executive')}`
    expect(html).not.toMatch(/<(script|link|img|iframe|object|form)|url\(|@import|javascript:|\son[a-z]+=/i)
    expect(html).toContain('prefers-color-scheme: dark')
    expect(html).toContain('width=device-width')
  })
})

describe('the style of the page', () => {
  it('has a colour for dark ground beside each for light', () => {
    const dark = HTML_STYLE.slice(HTML_STYLE.indexOf('prefers-color-scheme: dark'))
    const found = dark.match(/\.\w+(?=[ ,{])/g) ?? []
    expect(found).toEqual(expect.arrayContaining(DARK_CLASSES.map((name) => `.${name}`)))
  })
})
