import { parseArgs } from 'node:util'
import { bulkData } from './recorded/bulk-data.ts'
import { loadRecorded } from './recorded/recorded-data.ts'
import type { SimulatorData } from './records.ts'
import { startSimulator } from './start-simulator.ts'

const HELP = `Serves a simulated Jira and a simulated GitHub until it is stopped.

  node packages/simulator/src/main.ts --data ../shared/data
  node packages/simulator/src/main.ts --bulk 20000 --jira-port 8081 --github-port 8082

  --data DIR          serve the recorded projects of this folder
  --earlier           of base-drafts, serve the earlier snapshot
  --bulk N            serve N generated Jira issues, N GitHub issues and N / 4 pull requests (default 1000)
  --seed N            seed of the generated data (default 1)
  --data-center       serve a Jira Data Center in place of Jira Cloud
  --jira-port N       default: a free port
  --github-port N     default: a free port
  --latency N         delay of every answer, in milliseconds (default 0)
`

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    earlier: { type: 'boolean', default: false },
    bulk: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    'data-center': { type: 'boolean', default: false },
    'jira-port': { type: 'string', default: '0' },
    'github-port': { type: 'string', default: '0' },
    latency: { type: 'string', default: '0' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})

if (values.help) {
  process.stdout.write(HELP)
} else {
  const simulator = await startSimulator({
    data: await dataOf(),
    jira: { port: Number(values['jira-port']), deployment: values['data-center'] ? 'data-center' : 'cloud' },
    github: { port: Number(values['github-port']) },
    latencyMs: Number(values.latency),
  })
  const { jiraUrl, jiraAuth, githubUrl, githubAuth } = simulator
  process.stdout.write(`${JSON.stringify({ jiraUrl, jiraAuth, githubUrl, githubAuth })}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close())
}

function dataOf(): SimulatorData | Promise<SimulatorData> {
  if (values.data !== undefined) return loadRecorded(values.data, values.earlier ? 'earlier' : 'later')
  const count = Number(values.bulk)
  return bulkData({
    seed: Number(values.seed),
    jiraIssues: count,
    githubIssues: count,
    pulls: Math.floor(count / 4),
    until: Date.now(),
  })
}
