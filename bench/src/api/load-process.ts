import { Pool } from 'undici'

/*
 * Asks for one address so many times a second, whether or not earlier answers have come, as many users would; prints the
 * times in milliseconds as JSON. Each is counted from the instant at which the request was due: what waits behind a slow
 * answer is as slow. The first two seconds, in which this process opens its connections and warms up, do not count.
 */
const [origin = '', path = '', token = '', rate = '', seconds = ''] = process.argv.slice(2)
const pool = new Pool(origin, { connections: 64, pipelining: 1 })
const warmUpMs = 2_000
const count = Number(rate) * (Number(seconds) + warmUpMs / 1_000)
const times: number[] = []
const began = performance.now()
const answers: Promise<void>[] = []

async function ask(dueAt: number): Promise<void> {
  const { statusCode, body } = await pool.request({
    path,
    method: 'GET',
    headers: { authorization: `Bearer ${token}` },
  })
  await body.arrayBuffer()
  if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}.`)
  if (dueAt >= began + warmUpMs) times.push(performance.now() - dueAt)
}

await new Promise<void>((resolve) => {
  const timer = setInterval(() => {
    const due = Math.min(count, Math.floor(((performance.now() - began) * Number(rate)) / 1_000))
    while (answers.length < due) answers.push(ask(began + ((answers.length + 1) * 1_000) / Number(rate)))
    if (answers.length < count) return
    clearInterval(timer)
    resolve()
  }, 1)
})
await Promise.all(answers)
console.log(JSON.stringify(times))
await pool.close()
