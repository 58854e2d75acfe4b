import { readFile } from 'node:fs/promises'
import { ValidationError } from '@throughline/errors'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { addCommand, answer, type CommonOptions, type Context, clientOf } from '../context.ts'
import { exitCodes } from '../exit-code.ts'
import type { CheckAnswer, ConnectionAnswer } from '../hub/answers.ts'
import type { Paint } from '../output/paint.ts'
import { gather } from './list-options.ts'

interface ConnectOptions extends CommonOptions {
  readonly baseUrl: string
  readonly scope: readonly string[]
  readonly tokenFile?: string
  readonly estimateField?: string
  readonly statusOverride?: readonly string[]
  readonly quotaShare?: number
  readonly webhookSecretFile?: string
}

interface JiraOptions extends ConnectOptions {
  readonly email?: string
  readonly deployment: 'cloud' | 'data-center'
  readonly dataCenter?: boolean
}

interface GithubOptions extends ConnectOptions {
  readonly appId?: string
  readonly installationId?: string
}

const tokenFileHelp = 'file that holds the token, - for standard input'

/** `connect jira|github ID`: stores a connection, reaches the tool and says what stands in the way. */
export function addConnect(parent: Command, context: Context): void {
  const connect = parent
    .command('connect')
    .description('Store a connection to Jira or GitHub and check it')
    .addHelpText('after', '\nWhat is not given goes back to its default: the connection is stored as a whole.')
  common(
    addCommand(connect, 'jira <id>', 'Connect to Jira. The token comes from THROUGHLINE_JIRA_TOKEN or a file', [
      'connect jira clinic --base-url https://clinic.atlassian.net --email pmo@clinic.example --scope EHR --scope OPS',
      'connect jira own --base-url https://jira.clinic.example --deployment data-center --scope EHR --token-file - < token.txt',
    ]),
  )
    .requiredOption('--base-url <url>', 'address of the site')
    .option('--email <address>', 'account the API token belongs to; needed for Jira Cloud')
    .addOption(
      new Option('--deployment <kind>', 'of Jira Data Center the token is a personal access token')
        .choices(['cloud', 'data-center'])
        .default('cloud'),
    )
    .option('--data-center', 'the same as --deployment data-center')
    .action(async (id: string, _: object, command: Command) => {
      const options = command.optsWithGlobals<JiraOptions>()
      const deployment = options.dataCenter ? 'data-center' : options.deployment
      const token = await tokenOf(context, options, ['THROUGHLINE_JIRA_TOKEN'])
      const auth =
        deployment === 'data-center' ? { type: 'bearer', token } : { type: 'basic', email: emailOf(options), token }
      await store(context, options, id, { kind: 'jira', deployment, auth })
    })
  common(
    addCommand(connect, 'github <id>', 'Connect to GitHub. The token comes from THROUGHLINE_GITHUB_TOKEN or a file', [
      'connect github code --scope clinic/ehr-core --scope clinic/patient-portal',
      'connect github code --app-id 12345 --installation-id 678 --token-file app.private-key.pem --scope clinic/ehr-core',
      'connect github own --base-url https://git.clinic.example/api/v3 --scope clinic/ehr-core',
    ]),
  )
    .option('--base-url <url>', 'root of the API; of GitHub Enterprise Server, with /api/v3', 'https://api.github.com')
    .option('--app-id <id>', 'sign in as a GitHub app; the token file then holds its private key')
    .option('--installation-id <id>', 'installation of the app')
    .action(async (id: string, _: object, command: Command) => {
      const options = command.optsWithGlobals<GithubOptions>()
      const names = ['THROUGHLINE_GITHUB_TOKEN', 'GITHUB_TOKEN']
      const secret = await tokenOf(context, options, names)
      const { appId, installationId } = options
      const auth =
        appId === undefined
          ? { type: 'token', token: secret }
          : { type: 'app', appId, installationId, privateKey: secret }
      await store(context, options, id, { kind: 'github', auth })
    })
}

function common(command: Command): Command {
  return command
    .addOption(
      new Option('--scope <scope>', 'a Jira project key or GitHub owner/repo; give it once for each')
        .argParser(gather)
        .makeOptionMandatory(),
    )
    .option('--token-file <file>', tokenFileHelp)
    .option(
      '--webhook-secret-file <file>',
      'file with the secret that webhooks are signed with, - for standard input; else THROUGHLINE_WEBHOOK_SECRET',
    )
    .addOption(
      new Option(
        '--quota-share <part>',
        'part of the tool’s quota that the hub may use, above 0 to 1; default 0.5',
      ).argParser(partOf),
    )
    .option('--estimate-field <name>', 'the field that holds the estimate; default Story Points')
    .option('--status-override <name=state>', 'state that a status name means; may be given again', gather)
}

async function store(context: Context, options: ConnectOptions, id: string, kind: object): Promise<void> {
  const client = clientOf(context, options)
  const path = `/connections/${encodeURIComponent(id)}`
  const webhookSecret = await secretOf(context, options.webhookSecretFile, ['THROUGHLINE_WEBHOOK_SECRET'])
  const json = {
    ...kind,
    baseUrl: options.baseUrl,
    scopes: options.scope,
    statusOverrides: Object.fromEntries((options.statusOverride ?? []).map(overrideOf)),
    ...(options.estimateField === undefined ? {} : { estimateField: options.estimateField }),
    ...(options.quotaShare === undefined ? {} : { quotaShare: options.quotaShare }),
    ...(webhookSecret === null ? {} : { webhookSecret }),
  }
  const connection = await client.json<ConnectionAnswer>('PUT', path, { json })
  const check = await client.json<CheckAnswer>('POST', `${path}/check`)
  answer(context, options, { connection, check }, () => checkText(connection, check, context.paint))
  if (!check.ok) context.exitCode = exitCodes.failed
}

function checkText({ id, scopes, hasWebhookSecret }: ConnectionAnswer, check: CheckAnswer, paint: Paint): string {
  const { ok, account, problems, unclassifiedResolutions = [] } = check
  const lines = [
    `${paint.status(ok ? 'ok' : 'fail')}  ${id} is stored${account === null ? '' : `; it signs in as ${account}`}. Scopes: ${scopes.join(', ')}.`,
    ...problems.map((problem) => `  ${problem}`),
    ...(unclassifiedResolutions.length === 0
      ? []
      : [`  Nobody has classified these resolutions, they count as done: ${unclassifiedResolutions.join(', ')}.`]),
    ...(ok ? [`Pull its work with "throughline sync ${id}".`] : []),
    ...(ok && hasWebhookSecret
      ? [`Have its changes sent at once with "throughline webhook register ${id} --public-url ADDRESS".`]
      : []),
  ]
  return `${lines.join('\n')}\n`
}

async function tokenOf(context: Context, options: ConnectOptions, names: readonly string[]): Promise<string> {
  if (options.tokenFile === '-' && options.webhookSecretFile === '-') {
    throw new ValidationError(
      'cli.two_secrets',
      'Standard input can hold one secret only. Put the other one into its variable, or into a file.',
    )
  }
  const text = await secretOf(context, options.tokenFile, names)
  if (text === null) {
    throw new ValidationError(
      'cli.no_token',
      `No token is given. Put it into ${names[0]}, or name a file with --token-file (- reads standard input). As an argument every process of this machine could read it.`,
    )
  }
  return text
}

/** A secret from a file, or else the first of the variables that has one; null for none. */
async function secretOf(context: Context, file: string | undefined, names: readonly string[]): Promise<string | null> {
  const given = names.map((name) => context.io.env[name]).find((value) => value !== undefined && value !== '')
  const text = (file === undefined ? given : await textOf(context, file))?.trim() ?? ''
  return text === '' ? null : text
}

function partOf(text: string): number {
  const part = Number(text)
  if (part > 0 && part <= 1) return part
  throw new InvalidArgumentError('A number above 0, at most 1, is needed.')
}

async function textOf({ io }: Context, file: string): Promise<string> {
  if (file === '-') return io.readInput()
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new ValidationError('cli.file', `The file ${file} cannot be read. Check its path and its mode.`, [], {
      cause,
    })
  }
}

function emailOf({ email }: JiraOptions): string {
  if (email !== undefined) return email
  throw new ValidationError(
    'cli.email',
    'Jira Cloud signs in with an e-mail address and a token: add --email. For Jira Data Center add --deployment data-center.',
  )
}

function overrideOf(text: string): [string, string] {
  const at = text.lastIndexOf('=')
  if (at > 0) return [text.slice(0, at).trim(), text.slice(at + 1).trim()]
  throw new ValidationError('cli.override', `“${text}” is no override. Write it as "Ready for release=done".`)
}
