import { makeRecord } from '@throughline/testing'
import { expect, it } from 'vitest'
import { knownKeys } from './known-keys.ts'
import { storeConnection, storeRecords } from './stored-items.fixture.ts'
import { openTestStore } from './test-store.fixture.ts'

it('finds keys in any case in every connection, and is not asked about the others', async () => {
  const database = await openTestStore()
  try {
    for (const id of ['jira', 'twin']) {
      await storeConnection(database, id, 'jira', ['EHR', 'ÖPS'])
      const records = ['EHR-1', 'EHR-2', 'ÖPS-3'].map((key) => makeRecord({ key, scope: key.split('-')[0] ?? '' }))
      await storeRecords(database, id, records)
    }
    await database.pool.query(
      `update item set tombstone_kind = 'deleted' where connection_id = 'twin' and key = 'EHR-1'`,
    )
    const found = async (...keys: string[]) =>
      (await knownKeys(database.pool, keys)).map(({ connection, key }) => `${connection} ${key}`).sort()
    expect(await found()).toEqual([])
    expect(await found('öps-3')).toEqual(['jira ÖPS-3', 'twin ÖPS-3'])
    expect(await found('ehr-1', 'EHR-1', 'EHR-9')).toEqual(['jira EHR-1', 'jira ÖPS-3', 'twin ÖPS-3'])
  } finally {
    await database.close()
  }
})
