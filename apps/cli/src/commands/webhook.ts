import type { Command } from 'commander'
import { addCommand, answer, type CommonOptions, type Context, clientOf } from '../context.ts'
import { exitCodes } from '../exit-code.ts'
import type { WebhooksAnswer } from '../hub/answers.ts'
import type { Paint } from '../output/paint.ts'

interface RegisterOptions extends CommonOptions {
  readonly publicUrl: string
}

/** `webhook register CONNECTION`: has the tool tell the hub of changes, or says what a person has to do for that. */
export function addWebhook(parent: Command, context: Context): void {
  const webhook = parent.command('webhook').description('Have the tools send their changes to the hub at once')
  addCommand(webhook, 'register <connection>', 'Register webhooks for all scopes of a connection, or repair them', [
    'webhook register code --public-url https://throughline.clinic.example',
    'webhook register clinic --public-url https://throughline.clinic.example --json',
  ])
    .requiredOption('--public-url <address>', 'address of the hub as the tool reaches it, without /api/v1')
    .addHelpText(
      'after',
      '\nThe connection needs a webhook secret: see "throughline connect --help". What the token may not do is printed as\nsteps for a person, with exit code 1.',
    )
    .action(async (connection: string, _: object, command: Command) => {
      const options = command.optsWithGlobals<RegisterOptions>()
      const path = `/connections/${encodeURIComponent(connection)}/webhooks`
      const json = { publicUrl: options.publicUrl }
      const made = await clientOf(context, options).json<WebhooksAnswer>('POST', path, { json })
      answer(context, options, made, () => webhooksText(made, connection, context.paint))
      if (made.hooks.some(({ steps }) => steps.length > 0)) context.exitCode = exitCodes.failed
    })
}

/** What stands for each scope, or the steps to do by hand. */
export function webhooksText({ url, hooks }: WebhooksAnswer, connection: string, paint: Paint): string {
  const lines = hooks.flatMap(({ scope, hookId, steps }) => {
    const name = scope ?? `all scopes of ${connection}`
    const stands = hookId === null ? 'not registered' : `webhook ${hookId}`
    return steps.length === 0
      ? [`${paint.status('ok')}    ${name}: ${stands}`]
      : [`${paint.status('fail')}  ${name}: ${stands}; do this by hand:`, ...steps.map((step) => `  ${step}`)]
  })
  return `${[`Changes are sent to ${url}`, ...lines].join('\n')}\n`
}
