import { join } from 'node:path'
import type { KpiSummary, Roadmap } from '@throughline/plan'
import { type Config, createLogger, newToken, onShutdown, readConfig, type Shutdown } from '@throughline/platform'
import { DEFAULT_TEMPLATE, type TemplateName } from '@throughline/templates'
import { runningWeek, weeklyReportText } from '../commands/report.ts'
import type { Context } from '../context.ts'
import { planPath } from '../hub/chosen-plan.ts'
import { createClient, type HubClient } from '../hub/client.ts'
import type { Io } from '../io.ts'
import { kpiTable } from '../output/kpi-table.ts'
import { roadmapTable } from '../output/roadmap-table.ts'
import { fillDemo } from './demo-content.ts'
import { startDemoTools } from './demo-tools.ts'
import { openLocalHub } from './open-local-hub.ts'

/** How the demo is run. */
export interface DemoOptions {
  /** Print the weekly report as Markdown, and nothing else on standard output, then end. */
  readonly once: boolean
  /** Which plan, with the work behind it. */
  readonly template: TemplateName
  /** Default: PORT, else 4000. */
  readonly port?: number
}

const dayMs = 86_400_000

/**
 * Runs the whole way once on made-up data: simulated Jira and GitHub, connections, a first sync, a plan, and the
 * numbers. Stays up until it is asked to stop, unless `once`. Its data lives in a directory of its own, and a second
 * run ends in the same numbers.
 */
export async function demo(context: Context, { once, port, template }: DemoOptions): Promise<void> {
  const { io } = context
  const began = Date.now()
  const config = demoConfig(io, port, template)
  const level = io.env.LOG_LEVEL ? config.logLevel : 'error'
  const log = createLogger({
    level,
    destination: { write: (line) => io.err(line) },
    secrets: [config.adminToken ?? ''],
  })
  const stop = stopFlag()
  const shutdown = onShutdown({ log, process: stop.process })
  try {
    const today = Math.floor(began / dayMs) * dayMs
    io.err('Starting PostgreSQL, the hub, and a simulated Jira and GitHub with a year of work …\n')
    const tools = await startDemoTools(today, template)
    shutdown.add('tools', () => tools.close())
    const { url } = await openLocalHub({ config, log, shutdown, anyPort: once && port === undefined })
    const client = createClient({ url, token: config.adminToken })
    const plan = await fillDemo({ context, client, tools, template, today, dataDir: config.dataDir })
    io.err(`Done in ${((Date.now() - began) / 1_000).toFixed(1)} s.\n\n`)
    if (once) return await finish(io, client, plan, shutdown)
    await show(context, client, plan)
    io.out(farewell(url, io.env.THROUGHLINE_ADMIN_TOKEN ? null : config.adminToken))
  } catch (error) {
    // Interrupted on purpose: what broke off is no failure, and the shutdown ends the process.
    if (stop.isAsked()) return
    await shutdown.close()
    throw error
  }
}

async function finish(io: Io, client: HubClient, plan: string, shutdown: Shutdown): Promise<void> {
  const report = await weeklyReportText(client, plan, await runningWeek(client, plan), 'text/markdown')
  await shutdown.close()
  io.out(report)
}

async function show({ io, paint }: Context, client: HubClient, plan: string): Promise<void> {
  const path = planPath(plan)
  const roadmap = await client.json<Roadmap>('GET', `${path}/roadmap`)
  const kpis = await client.list<KpiSummary>(`${path}/kpis`, {}, 200)
  const report = await weeklyReportText(client, plan, await runningWeek(client, plan), 'text/markdown')
  io.out(`${roadmapTable(roadmap, paint)}\n${kpiTable(kpis, paint)}\n${report}`)
}

function farewell(url: string, madeToken: string | null): string {
  const token = madeToken ?? '$THROUGHLINE_ADMIN_TOKEN'
  return `
This week's report in the browser: ${url}
  Token for the sign-in, valid while the demo runs: ${token}
In another terminal:
  export THROUGHLINE_URL=${url} THROUGHLINE_TOKEN=${token}
  npx throughline roadmap --why
Ctrl-C ends the demo. A second run keeps its data.
`
}

/** The configuration of the environment, with what a demo does differently. */
function demoConfig(io: Io, port: number | undefined, template: TemplateName): Config {
  const config = readConfig(io.env)
  return {
    ...config,
    port: port ?? config.port,
    dataDir: join(config.dataDir, template === DEFAULT_TEMPLATE ? 'demo' : `demo-${template}`),
    // The simulated tools listen on this machine.
    allowPrivateHosts: true,
    adminToken: config.adminToken ?? newToken(),
  }
}

/** Knows whether the process was asked to stop. */
function stopFlag() {
  let asked = false
  return {
    isAsked: () => asked,
    process: {
      on: (signal: 'SIGINT' | 'SIGTERM', listener: () => void) =>
        process.on(signal, () => {
          asked = true
          listener()
        }),
      exit: (code: number) => process.exit(code),
    },
  }
}
