import { afterAll, describe, expect, it } from 'vitest'
import { startChromium } from './chromium.ts'
import { accessFaults, type Look, pageFaults } from './page-faults.ts'

const browser = await startChromium()

afterAll(() => browser?.close())

const LOOK: Look = { width: 390, colorScheme: 'light', policy: "default-src 'none'; style-src 'unsafe-inline'" }

const faultsOf = (body: string, find = pageFaults) =>
  browser === null
    ? []
    : find(browser, `<!doctype html><html lang="en"><title>Page</title><main>${body}</main></html>`, LOOK)

describe.skipIf(browser === null)('pageFaults', () => {
  it('finds nothing wrong with a plain page', async () => {
    expect(await faultsOf('<h1>Report</h1><p>Progress: 40 %</p>')).toEqual([])
  })

  it.each([
    ['what is wider than the page', '<div style="width:900px">wide</div>', 'The page is 9'],
    [
      'text outside its frame',
      '<p style="width:60px;white-space:nowrap">far too long for this</p>',
      'leaves its frame',
    ],
    ['texts over each other', '<b>One</b><br><b style="position:relative;top:-15px">Two</b>', 'lies over'],
    ['text that is cut off', '<p style="height:8px;overflow:hidden">Cut</p>', 'is cut off'],
    ['text that is too faint', '<p style="color:#999">Faint</p>', 'color-contrast'],
    ['a request', '<img alt="" src="https://elsewhere.example/a.png">', 'violates'],
    ['a script', '<script>document.title = "run"</script>', 'violates'],
  ])('finds %s', async (_, body, fault) => {
    expect((await faultsOf(body)).join('\n')).toContain(fault)
  })

  it('leaves to accessFaults what does not depend on the look', async () => {
    expect((await faultsOf('<h1>Report</h1><img src="data:,">', accessFaults)).join('\n')).toContain('image-alt')
  })
})
