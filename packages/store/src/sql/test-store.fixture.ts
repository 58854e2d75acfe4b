import { createTestDatabase } from '@throughline/testing'
import { type Database, openDatabase } from '../database.ts'

/** Opens a store on a database of its own, which is dropped when the store is closed. */
export async function openTestStore(): Promise<Database> {
  const files = await createTestDatabase()
  const { pool, prisma, close } = openDatabase(files.url)
  return {
    pool,
    prisma,
    async close() {
      await close()
      await files.drop()
    },
  }
}
