import { defineConfig } from 'prisma/config'

/** Used by `prisma generate` alone: migrations are applied by src/migrate.ts, without any download. */
export default defineConfig({ schema: 'prisma/schema.prisma' })
