import { bulkData, startSimulator } from '@throughline/simulator'

/*
 * The simulated tools in a process of their own, so that what they cost shows in neither of the two measured processes.
 * Arguments: Jira issues, GitHub issues, pull requests, latency in ms (default 0). Prints where they listen as one line of JSON.
 */
const [jiraIssues = 0, githubIssues = 0, pulls = 0, latencyMs = 0] = process.argv.slice(2).map(Number)
const unlimited = { github: { requests: 1_000_000 } }
const simulator = await startSimulator({
  data: bulkData({ seed: 1, jiraIssues, githubIssues, pulls }),
  limits: unlimited,
  latencyMs,
})
const { jiraUrl, githubUrl, jiraAuth, githubAuth } = simulator
console.log(JSON.stringify({ jiraUrl, githubUrl, jiraAuth, githubAuth }))
