import { Command } from 'commander'
import { addBridge } from './commands/bridge.ts'
import { addBurnUp } from './commands/burn-up.ts'
import { addCompletion } from './commands/completion.ts'
import { addConnect } from './commands/connect.ts'
import { addConnections } from './commands/connections.ts'
import { addDemo } from './commands/demo.ts'
import { addDoctor } from './commands/doctor.ts'
import { addItems } from './commands/items.ts'
import { addKpi } from './commands/kpi.ts'
import { addKpis } from './commands/kpis.ts'
import { addLinks } from './commands/link.ts'
import { addPlan } from './commands/plan.ts'
import { addReport } from './commands/report.ts'
import { addRoadmap } from './commands/roadmap.ts'
import { addStart } from './commands/start.ts'
import { addSync } from './commands/sync.ts'
import { addTokens } from './commands/tokens.ts'
import { addUnlinked } from './commands/unlinked.ts'
import { addWebhook } from './commands/webhook.ts'
import type { Context } from './context.ts'
import { exitCodeHelp } from './exit-code.ts'

/** The version of the command line, which is the project's. */
const version = '0.1.0'

const environmentHelp = `Environment:
  THROUGHLINE_URL    address of the hub (default http://127.0.0.1:4000)
  THROUGHLINE_TOKEN  token to call it with
  NO_COLOR           no colours
  demo, start and doctor read the hub’s own variables; README.md lists them.`

/** Builds the whole command line. Nothing is reached or read before a command runs. */
export function createProgram(context: Context): Command {
  const program = new Command('throughline')
    .description('Ties an IT strategic plan to the work in Jira and GitHub that delivers it.')
    .version(version, '-V, --version')
    .option('--json', 'answer in JSON')
    .option('--url <address>', 'the hub; default THROUGHLINE_URL')
    .option('--token <token>', 'token of the hub; better in THROUGHLINE_TOKEN, which other users cannot see')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => context.io.out(text),
      writeErr: (text) => context.io.err(text),
    })
    .showHelpAfterError('Add --help for what it takes.')
    .exitOverride()
    .addHelpText(
      'after',
      `
Examples:
  $ throughline demo
  $ throughline connect jira clinic --base-url https://clinic.atlassian.net --email pmo@clinic.example --scope EHR
  $ throughline sync && throughline roadmap
  $ throughline report weekly --format html > week.html

${environmentHelp}

${exitCodeHelp}`,
    )
  program.commandsGroup('Run a hub:')
  addDemo(program, context)
  addStart(program, context)
  addDoctor(program, context)
  program.commandsGroup('Bring work in:')
  addConnect(program, context)
  addConnections(program, context)
  addSync(program, context)
  addWebhook(program, context)
  addItems(program, context)
  program.commandsGroup('Plan:')
  addPlan(program, context)
  addLinks(program, context)
  addUnlinked(program, context)
  addKpi(program, context)
  program.commandsGroup('Look:')
  addRoadmap(program, context)
  addBridge(program, context)
  addBurnUp(program, context)
  addKpis(program, context)
  addReport(program, context)
  program.commandsGroup('Other:')
  addTokens(program, context)
  addCompletion(program, context)
  program.helpCommand(true)
  return program
}
