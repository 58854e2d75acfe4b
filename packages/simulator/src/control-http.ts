import type { Hono } from 'hono'
import type { SimulatorControl } from './control.ts'
import type { WireEnv } from './http/gateway.ts'

const PATH = '/__control'

/** What a method of the control returns. */
type Returned<M extends keyof SimulatorControl> = Awaited<ReturnType<SimulatorControl[M]>>

/**
 * Lets other processes use the control: `POST /__control/{method}` with the arguments as a JSON array answers
 * `{ "result": ... }`. Needs no credentials: the simulator listens on the loopback interface only.
 */
export function serveControl(app: Hono<WireEnv>, control: SimulatorControl): void {
  const methods = new Map<string, (...given: never[]) => unknown>(Object.entries(control))
  app.post(`${PATH}/:method`, async (c) => {
    const method = methods.get(c.req.param('method'))
    const given: unknown = await c.req.json()
    if (method === undefined || !Array.isArray(given)) {
      return c.json(
        { error: `use POST ${PATH}/{method} with a JSON array; methods: ${[...methods.keys()].join(', ')}` },
        400,
      )
    }
    try {
      return c.json({ result: (await method(...(given as never[]))) ?? null })
    } catch (error) {
      if (error instanceof RangeError) return c.json({ error: error.message }, 400)
      throw error
    }
  })
}

/**
 * Calls a method of a simulator's control in another process.
 *
 * @param url address of either simulated tool.
 * @throws Error with the simulator's reason when it refuses.
 */
export async function callControl<M extends keyof SimulatorControl>(
  url: string,
  method: M,
  ...args: Parameters<SimulatorControl[M]>
): Promise<Returned<M>> {
  const response = await fetch(`${url}${PATH}/${method}`, { method: 'POST', body: JSON.stringify(args) })
  const answer = (await response.json()) as { result: Returned<M>; error?: string }
  if (!response.ok) throw new Error(`the simulator refused ${method}: ${answer.error ?? response.status}`)
  return answer.result
}
