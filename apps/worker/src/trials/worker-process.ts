import { fileURLToPath } from 'node:url'
import { spawnProcess, type TestProcess } from '@throughline/testing'
import type { HubUnderTest } from './hub-under-test.ts'

/** Starts a worker in a process of its own, so that it can be killed; its jobs are taken over after a second. */
export function startWorkerProcess(under: HubUnderTest, redisUrl: string | null): Promise<TestProcess> {
  return spawnProcess(fileURLToPath(new URL('../main.ts', import.meta.url)), {
    env: {
      DATABASE_URL: under.database.url,
      ...(redisUrl === null ? {} : { REDIS_URL: redisUrl }),
      THROUGHLINE_SECRET_KEY: under.secretKey,
      THROUGHLINE_ALLOW_PRIVATE_HOSTS: 'true',
      THROUGHLINE_JOB_LOCK_MS: '1000',
      LOG_LEVEL: 'info',
    },
    ready: /Worker is working/,
  })
}
