import { DEFAULT_TEMPLATE, TEMPLATES, type TemplateName } from '@throughline/templates'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { addCommand, type Context } from '../context.ts'

/** `demo`: the whole way on made-up data. */
export function addDemo(parent: Command, context: Context): void {
  addCommand(parent, 'demo', 'Run everything on made-up data: sync, roadmap, KPIs and this week’s report', [
    'demo',
    'demo --once > report.md',
    'demo --template retail-app',
    'demo --port 4010',
  ])
    .option('--once', 'print the weekly report as Markdown and end')
    .addOption(
      new Option('--template <name>', 'whose plan and work').choices(Object.keys(TEMPLATES)).default(DEFAULT_TEMPLATE),
    )
    .addOption(new Option('--port <number>', 'where the hub listens; default PORT, else 4000').argParser(portOf))
    .action(async ({ once, port, template }: { once?: boolean; port?: number; template: TemplateName }) => {
      // Loaded when it runs: the other commands answer without the hub's libraries.
      const { demo } = await import('../local/demo.ts')
      await demo(context, { once: once ?? false, template, ...(port === undefined ? {} : { port }) })
    })
}

function portOf(text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  throw new InvalidArgumentError('A port is a whole number from 0 to 65535; 0 takes any free one.')
}
