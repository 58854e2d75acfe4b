import { getPlan, listPlans, renderReport, weeklyReport } from '@throughline/hub'
import { weekOf } from '@throughline/plan'
import type { Context } from 'hono'
import { setCookie } from 'hono/cookie'
import { callerOfRequest, refuseOtherSites, SESSION_COOKIE } from '../../access.ts'
import type { Api } from '../../api.ts'
import { readText } from '../../http/read-body.ts'
import { PAGE_POLICY } from './page-policy.ts'
import { noPlanPage, signInPage } from './pages.ts'

/** How long a browser stays signed in, in seconds: 30 days. */
const SESSION_SECONDS = 30 * 86_400

/** This week's report as a page, and the small form in front of it. */
export function homeRoutes({ app, hub, callerOf }: Api): void {
  app.get('/', async (c) => {
    c.header('Content-Security-Policy', PAGE_POLICY)
    c.header('Cache-Control', 'private, no-store')
    if ((await callerOfRequest(c, callerOf)) === null) return c.html(signInPage(null))
    const wanted = c.req.query('plan') ?? null
    const plans = await listPlans(hub.database)
    const record = wanted === null ? plans[0] : plans.find((plan) => plan.plan === wanted)
    if (record === undefined) return c.html(noPlanPage(wanted), wanted === null ? 200 : 404)
    const { plan } = await getPlan(hub, record.plan)
    const report = await weeklyReport(hub, plan.id, weekOf(hub.clock(), plan.timeZone), {})
    return c.html(renderReport(report, 'html'))
  })

  app.post('/session', async (c) => {
    c.header('Content-Security-Policy', PAGE_POLICY)
    c.header('Cache-Control', 'no-store')
    refuseOtherSites(c)
    const { text } = await readText(c, ['application/x-www-form-urlencoded'])
    const token = new URLSearchParams(text).get('token')?.trim() ?? ''
    if (token === '' || (await callerOf(token)) === null) {
      return c.html(signInPage('The hub does not know this token. It may have been revoked; ask for a new one.'), 401)
    }
    setCookie(c, SESSION_COOKIE, token, {
      path: '/',
      httpOnly: true,
      sameSite: 'Strict',
      secure: isHttps(c),
      maxAge: SESSION_SECONDS,
    })
    return c.redirect('/', 303)
  })
}

/** Whether the browser speaks https, to the hub itself or to a proxy in front of it. */
function isHttps(c: Context): boolean {
  const forwarded = c.req.header('x-forwarded-proto')?.split(',')[0]?.trim()
  return (forwarded ?? new URL(c.req.url).protocol.slice(0, -1)) === 'https'
}
