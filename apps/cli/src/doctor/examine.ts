import { ThroughlineError } from '@throughline/errors'
import { type Config, readConfig } from '@throughline/platform'
import type { HubClient } from '../hub/client.ts'
import { type Finding, fail, ok } from './finding.ts'
import { checkHub } from './hub-checks.ts'
import { checkDataDir, checkNode, checkPort, checkPostgres, checkRedis, checkSecretKey } from './machine-checks.ts'

/** Examines this machine, its configuration and the hub. Changes nothing and never throws for what it finds. */
export async function examine(env: NodeJS.ProcessEnv, client: HubClient): Promise<Finding[]> {
  const config = configOf(env)
  const machine =
    'status' in config
      ? [config]
      : [
          ok('configuration', 'every variable is acceptable'),
          await checkDataDir(config),
          await checkPostgres(config),
          await checkRedis(config),
          await checkSecretKey(config),
          await checkPort(config),
        ]
  return [checkNode(process.versions.node), ...machine, ...(await checkHub(client, Date.now()))]
}

function configOf(env: NodeJS.ProcessEnv): Config | Finding {
  try {
    return readConfig(env)
  } catch (error) {
    if (error instanceof ThroughlineError) return fail('configuration', error.message)
    throw error
  }
}
