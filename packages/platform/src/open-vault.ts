import type { Config } from './config.ts'
import { loadOrCreateKey } from './secret-key.ts'
import { createVault, type Vault } from './vault.ts'

/**
 * Opens the vault with the configured key, or with the one of the data directory, which is made at the first start.
 * Throws the errors of {@link loadOrCreateKey} and {@link createVault}.
 */
export async function openVault({ secretKey, dataDir }: Config): Promise<Vault> {
  return createVault(secretKey ?? (await loadOrCreateKey(dataDir)))
}
