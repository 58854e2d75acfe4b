import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { layoutFaults } from './layout-faults.ts'

/** How somebody looks at a page. */
export interface Look {
  readonly width: number
  readonly colorScheme: 'light' | 'dark'
  /** The `Content-Security-Policy` it is served with. */
  readonly policy: string
}

/**
 * Everything that is wrong with a page as somebody sees it, a sentence each: its layout, contrast below 4.5:1 (axe-core),
 * what it asks for over the network and what its own policy refuses.
 */
export async function pageFaults(browser: Browser, html: string, look: Look): Promise<string[]> {
  return onPage(browser, html, look, async (page) => [
    ...(await page.evaluate(layoutFaults)),
    ...(await axeFaults(page, ['color-contrast'])),
  ])
}

/** What axe-core finds against WCAG 2.1 up to AA, a sentence each; beside contrast it does not depend on the look. */
export async function accessFaults(browser: Browser, html: string, look: Look): Promise<string[]> {
  return onPage(browser, html, look, (page) => axeFaults(page, ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']))
}

async function onPage(
  browser: Browser,
  html: string,
  { width, colorScheme, policy }: Look,
  faultsOf: (page: Page) => Promise<string[]>,
): Promise<string[]> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme })
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`The browser says: ${message.text()}`)
  })
  const address = 'http://report.test/'
  await page.route('**', (route) => {
    const url = route.request().url()
    if (url === address) {
      return route.fulfill({ body: html, contentType: 'text/html', headers: { 'Content-Security-Policy': policy } })
    }
    if (!url.endsWith('/favicon.ico')) faults.push(`It asks for ${url}.`)
    return route.abort()
  })
  try {
    await page.goto(address)
    return [...faults, ...(await faultsOf(page))]
  } finally {
    await page.close()
  }
}

async function axeFaults(page: Page, runOnly: readonly string[]): Promise<string[]> {
  const { default: axe } = await import('axe-core')
  await page.evaluate(axe.source)
  const found = await page.evaluate(`axe.run(document, ${JSON.stringify({ runOnly, resultTypes: ['violations'] })})`)
  const { violations } = found as Pick<AxeResults, 'violations'>
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}: ${failureSummary}`),
  )
}
