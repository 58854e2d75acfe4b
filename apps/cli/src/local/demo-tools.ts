import { PROGRAMMES, type ProgrammeName, portfolioOf, type Simulator, startSimulator } from '@throughline/simulator'

/** Any number will do; with the same one, every machine shows the same work on the same day. */
const seed = 2027

/** Where the simulated tools listen when nobody else does, so that addresses of items hold in the next run too. */
const ports = { jira: 4100, github: 4101 }

/** The simulated Jira and GitHub of the demo, with a year of made-up work of a programme that ends today. */
export async function startDemoTools(today: number, programme: ProgrammeName): Promise<Simulator> {
  const data = portfolioOf(PROGRAMMES[programme], { seed, today })
  try {
    return await startSimulator({ data, jira: { port: ports.jira }, github: { port: ports.github } })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    return startSimulator({ data })
  }
}
