import { type Command, Option } from 'commander'
import { addCommand, answer, type CommonOptions, type Context, clientOf } from '../context.ts'
import type { TokenAnswer } from '../hub/answers.ts'
import { minute } from '../output/formats.ts'
import { table } from '../output/table.ts'

/** `tokens create|list|revoke`: who may call the API. */
export function addTokens(parent: Command, context: Context): void {
  const tokens = parent.command('tokens').description('Make, list and revoke API tokens')
  addCommand(tokens, 'create <name>', 'Make a token and print it, this once', [
    'tokens create "Wall display"',
    'tokens create deploy --role admin --json | jq -r .token',
  ])
    .addOption(new Option('--role <role>', 'what it allows').choices(['read', 'admin']).default('read'))
    .action(async (name: string, _: object, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { role: string }>()
      const json = { name, role: options.role }
      const made = await clientOf(context, options).json<TokenAnswer & { token: string }>('POST', '/tokens', { json })
      answer(context, options, made, () => `${made.token}\n`)
      context.io.err(`Token ${made.id} (${made.role}). The hub keeps only its hash: store it now.\n`)
    })
  addCommand(tokens, 'list', 'List tokens, oldest first', ['tokens list']).action(
    async (_: object, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions>()
      const found = await clientOf(context, options).list<TokenAnswer>('/tokens', {}, 1_000)
      answer(context, options, found, () => tokenTable(found))
    },
  )
  addCommand(tokens, 'revoke <id>', 'Revoke a token at once', ['tokens revoke 0mib4x2z91f0c3a5e7d9']).action(
    async (id: string, _: object, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions>()
      await clientOf(context, options).json('DELETE', `/tokens/${encodeURIComponent(id)}`)
      answer(context, options, { id, revoked: true }, () => `Token ${id} is revoked.\n`)
    },
  )
}

function tokenTable(tokens: readonly TokenAnswer[]): string {
  if (tokens.length === 0) return 'No tokens are stored.\n'
  return table(
    ['Id', 'Name', 'Role', 'Made', 'Last used'].map((head) => ({ head })),
    tokens.map(({ id, name, role, createdAt, lastUsedAt }) => [
      id,
      name,
      role,
      minute(createdAt),
      lastUsedAt === null ? 'never' : minute(lastUsedAt),
    ]),
  )
}
