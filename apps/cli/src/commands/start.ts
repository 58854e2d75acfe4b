import type { Command } from 'commander'
import { addCommand, type Context } from '../context.ts'

/** `start`: a hub for real use. */
export function addStart(parent: Command, context: Context): void {
  addCommand(parent, 'start', 'Run the hub: API, worker and this week’s report in one process', [
    'start',
    'PORT=8080 HOST=0.0.0.0 throughline start',
    'DATABASE_URL=postgresql://throughline@db/throughline REDIS_URL=redis://queue throughline start',
  ]).action(async () => {
    // Loaded when it runs: the other commands answer without the hub's libraries.
    const { start } = await import('../local/start.ts')
    await start(context.io)
  })
}
