import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Browser } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome']

/**
 * Starts the machine’s Chromium without a window. Where none is installed: null and one line on standard error, or an
 * error when `CI` is `true`. The caller closes it.
 *
 *     const browser = await startChromium()
 *     describe.skipIf(browser === null)('in a browser', () => { ... })
 */
export async function startChromium(): Promise<Browser | null> {
  const executablePath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find(isExecutable)
  if (executablePath === undefined) return withoutChromium()
  // Loaded where it is used: most tests use none, and it takes a while.
  const { chromium } = await import('playwright-core')
  // Containers and root have no sandbox of their own; the pages are ours.
  return chromium.launch({ executablePath, args: ['--no-sandbox'] })
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function withoutChromium(): null {
  if (process.env.CI === 'true') throw new Error('Chromium is not installed, and CI=true skips nothing.')
  process.stderr.write('Chromium is not installed: tests in a browser are skipped.\n')
  return null
}
