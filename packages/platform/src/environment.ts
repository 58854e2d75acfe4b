import { z } from 'zod'

/** One variable of the environment, as the README and `--help` show it. */
export interface EnvironmentVariable {
  readonly name: string
  readonly meaning: string
  /** What holds when the variable is unset or empty, in words. */
  readonly default: string
  /** What to set it to; part of the message when its value is not acceptable. */
  readonly expected: string
  /** Whether its value is a secret, or holds one. */
  readonly secret: boolean
}

interface Definition<Schema extends z.ZodType> extends Omit<EnvironmentVariable, 'name' | 'default'> {
  readonly default: string
  readonly schema: Schema
}

/** Reads the text of one variable; `undefined` when it is unset. */
function variable<Schema extends z.ZodType>(
  schema: Schema,
  fallback: string,
  texts: Pick<EnvironmentVariable, 'meaning' | 'expected'> & { readonly secret?: boolean },
): Definition<Schema> {
  return { schema, default: fallback, meaning: texts.meaning, expected: texts.expected, secret: texts.secret ?? false }
}

const integer = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,10}$/)
    .transform(Number)
    .pipe(z.number().int().min(min).max(max))

const address = (protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol))

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** Minutes in a day, hours, days and so on: five fields, or six with seconds first. Read in the plan's time zone. */
const cronPattern = /^\s*[\w*,/#?LW-]+(\s+[\w*,/#?LW-]+){4,5}\s*$/

/**
 * Every variable the hub reads, with its schema and its default on one line. The documentation, `--help` and
 * `readConfig` all derive from it.
 */
export const environment = {
  HOST: variable(z.string().regex(/^\S+$/).default('127.0.0.1'), '`127.0.0.1`', {
    meaning: 'Address on which the API listens',
    expected: 'a host name or an IP address; 0.0.0.0 listens on all of the machine’s addresses',
  }),
  PORT: variable(integer(0, 65_535).default(4000), '`4000`', {
    meaning: 'TCP port on which the API listens',
    expected: 'a whole number from 0 to 65535; 0 takes any free port',
  }),
  DATABASE_URL: variable(
    address(['postgres:', 'postgresql:']).optional(),
    'an embedded server under the data directory',
    {
      meaning: 'PostgreSQL',
      expected: 'an address such as postgresql://user:password@host:5432/throughline',
      secret: true,
    },
  ),
  REDIS_URL: variable(address(['redis:', 'rediss:']).optional(), 'BullMQ on PostgreSQL', {
    meaning: 'Redis on which BullMQ runs',
    expected: 'an address such as redis://host:6379/0, or rediss:// with TLS',
    secret: true,
  }),
  THROUGHLINE_DATA_DIR: variable(z.string().default('.throughline'), '`.throughline`', {
    meaning: 'Directory of the embedded database and of generated keys',
    expected: 'a path that this process may write to',
  }),
  THROUGHLINE_ADMIN_TOKEN: variable(
    z
      .string()
      .regex(/^[\x21-\x7e]+$/)
      .optional(),
    'a random one, printed once at first start',
    {
      meaning: 'An API token with the admin role, valid while set',
      expected: 'visible ASCII characters without spaces, such as the output of `openssl rand -hex 32`',
      secret: true,
    },
  ),
  THROUGHLINE_SECRET_KEY: variable(secretKeySchema().optional(), 'generated in the data directory, mode 0600', {
    meaning: 'Key that encrypts stored credentials: base64 of 32 bytes',
    expected: 'base64 of exactly 32 bytes, such as the output of `openssl rand -base64 32`',
    secret: true,
  }),
  THROUGHLINE_ALLOW_PRIVATE_HOSTS: variable(z.enum(['true', 'false']).default('false'), '`false`', {
    meaning: 'Whether connections may reach loopback and private addresses',
    expected: 'true or false',
  }),
  LOG_LEVEL: variable(z.enum(logLevels).default('info'), '`info`', {
    meaning: 'Least severe level that is logged',
    expected: `one of ${logLevels.join(', ')}`,
  }),
  THROUGHLINE_SYNC_EVERY: variable(integer(1, 10_080).default(15), '`15` (minutes)', {
    meaning: 'Minutes between incremental syncs of a connection',
    expected: 'a whole number of minutes from 1 to 10080 (a week)',
  }),
  THROUGHLINE_RANGES_IN_FLIGHT: variable(integer(1, 32).default(2), '`2`', {
    meaning: 'Ranges of large scopes that one worker walks side by side; more workers walk more',
    expected: 'a whole number from 1 to 32',
  }),
  THROUGHLINE_JOB_LOCK_MS: variable(integer(1_000, 3_600_000).default(30_000), '`30000` (milliseconds)', {
    meaning: 'Milliseconds after which the job of a worker that fell silent is given to another',
    expected: 'a whole number of milliseconds from 1000 to 3600000',
  }),
  THROUGHLINE_WEEKLY_REPORT_AT: variable(
    z.string().regex(cronPattern).default('0 6 * * 1'),
    '`0 6 * * 1` (Monday 06:00)',
    {
      meaning: 'When the report of the week just ended is published: a cron pattern in the plan’s time zone',
      expected: 'a cron pattern of five fields (minute, hour, day of month, month, day of week), such as 0 6 * * 1',
    },
  ),
}

/** Name of a variable that the hub reads. */
export type EnvironmentName = keyof typeof environment

/** Lists every variable the hub reads, in the order of the documentation. */
export function environmentReference(): readonly EnvironmentVariable[] {
  return Object.entries(environment).map(([name, { meaning, default: fallback, expected, secret }]) => ({
    name,
    meaning,
    default: fallback,
    expected,
    secret,
  }))
}

function secretKeySchema() {
  return z
    .string()
    .regex(/^[A-Za-z0-9+/_-]{43}=?$/)
    .transform((text) => Buffer.from(text, 'base64'))
}
