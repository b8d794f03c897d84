import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { weakness } from './secret.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** Every message names the variable and its cure. */
export class BadSettings extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'BadSettings'
    this.problems = problems
  }
}

const secret = z.string().superRefine((given, context) => {
  const why = weakness(given)
  if (why) context.addIssue(`${why}. Make one with: openssl rand -hex 32`)
})

function port(least: number) {
  const message = `is to be a port: a number from ${least} to 65535`
  return z.coerce.number({ message }).int(message).min(least, message).max(65_535, message)
}

function number(least: number, most: number, unit: string) {
  const message = `is to be a number of ${unit}, from ${least} to ${most}`
  return z.coerce.number({ message }).min(least, message).max(most, message)
}

const levels = ['fatal', 'error', 'warn', 'info', 'debug'] as const

/** Every variable. */
export const schema = z.object({
  APP_ID: z.coerce
    .number({ message: 'is to be the number that the page of the App shows as "App ID"' })
    .int('is to be the number that the page of the App shows as "App ID"')
    .positive('is to be the number that the page of the App shows as "App ID"'),
  PRIVATE_KEY: z.string().transform(readKey),
  WEBHOOK_SECRET: secret,
  WEBHOOK_SECRET_PREVIOUS: secret.optional(),
  GITHUB_API_URL: z.string().transform(readUrl).default('https://api.github.com'),
  HOST: z.string().default('127.0.0.1'),
  PORT: port(0).default(3000),
  STATUS_PORT: port(0).optional(),
  DATA_DIR: z.string().default('data'),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'is to begin with redis:// or rediss://')
    .optional(),
  CONCURRENCY: number(1, 64, 'works that run at once').default(4),
  RECONCILE_MINUTES: number(0, 1440, 'minutes, 0 for never').default(10),
  LOG_LEVEL: z.enum(levels, `is to be one of ${levels.join(', ')}`).default('info'),
  LOG_FORMAT: z.enum(['json', 'text'], 'is to be json or text').optional(),
})

/** What the operator of this process decided. */
export type Settings = ReturnType<typeof readSettings>

/** Those that may be in a file. */
export const readable = ['PRIVATE_KEY', 'WEBHOOK_SECRET', 'WEBHOOK_SECRET_PREVIOUS', 'REDIS_URL']
const credentials = ['APP_ID', 'PRIVATE_KEY', 'WEBHOOK_SECRET']

/** Whether nothing is there yet that an App is known by. */
export function isNew(env: Environment): boolean {
  return credentials.every((name) => !env[name] && !env[`${name}_PATH`])
}

/**
 * Reads the settings out of environment variables. An empty variable is one that is not set. A secret may also be the
 * content of a file, whose path is in the variable of its name with `_PATH`.
 *
 * @throws BadSettings for all that is wrong, at once
 */
export function readSettings(env: Environment) {
  const data = read(schema, env)
  const isLocal = ['127.0.0.1', '::1', 'localhost'].includes(data.HOST)
  return {
    appId: data.APP_ID,
    privateKey: data.PRIVATE_KEY,
    secret: data.WEBHOOK_SECRET,
    previousSecrets: data.WEBHOOK_SECRET_PREVIOUS ? [data.WEBHOOK_SECRET_PREVIOUS] : [],
    apiUrl: data.GITHUB_API_URL,
    host: data.HOST,
    port: data.PORT,
    /** A port of its own for the status page and the metrics; else they are on the port of the webhooks. */
    statusPort: data.STATUS_PORT,
    /** Whether names of repositories may stand on the status page: nobody outside sees it. */
    showNames: isLocal || data.STATUS_PORT !== undefined,
    dataDir: data.DATA_DIR,
    redisUrl: data.REDIS_URL,
    concurrency: Math.floor(data.CONCURRENCY),
    reconcileSeconds: data.RECONCILE_MINUTES * 60,
  }
}

/**
 * What counts before there is an App.
 *
 * @throws BadSettings
 */
export function readFirst(env: Environment) {
  const { GITHUB_API_URL: apiUrl, PORT: port } = read(schema.pick(first), env)
  return { apiUrl, port }
}

const first = { GITHUB_API_URL: true, PORT: true, LOG_LEVEL: true, LOG_FORMAT: true } as const

/** How the log is written. What is set wrong there is as if it were not set: the log has to say so. */
export function readLog(env: Environment) {
  const { LOG_LEVEL: level, LOG_FORMAT: format } = schema.shape
  return { level: level.safeParse(env['LOG_LEVEL']).data ?? 'info', format: format.safeParse(env['LOG_FORMAT']).data }
}

/** @throws BadSettings */
function read<T extends z.ZodObject>(variables: T, env: Environment): z.output<T> {
  const unread = new Map<string, string>()
  const given = Object.fromEntries(
    Object.keys(variables.shape).map((name) => [
      name,
      env[name] || (readable.includes(name) && fromFile(name)) || undefined,
    ]),
  )
  const { data, error } = variables.safeParse(given)
  const wrong = (error?.issues ?? []).map(({ path: [name = ''], message }) => [String(name), message] as const)
  const problems = wrong.filter(([name]) => !unread.has(name)).map((one) => problem(given, ...one))
  if (!data || problems.length + unread.size > 0) throw new BadSettings([...new Set([...unread.values(), ...problems])])
  return data

  function fromFile(name: string): string | undefined {
    const path = env[`${name}_PATH`]
    if (!path) return undefined
    try {
      const text = readFileSync(path, 'utf8').trim()
      if (text === '') unread.set(name, `${name}_PATH: ${path} is empty. Write the value into it`)
      return text
    } catch (error) {
      const why = error instanceof Error ? error.message : 'it cannot be read'
      unread.set(name, `${name}_PATH: ${why}. Give the path of a file that the user of this process may read`)
      return undefined
    }
  }
}

function problem(given: Readonly<Record<string, unknown>>, name: string, message: string): string {
  if (given[name] !== undefined) return `${name} ${message}`
  const file = readable.includes(name) ? `, or ${name}_PATH to a file that holds it` : ''
  return `${name} is not set. Set it${file}; docs/github-app.md says where to find it`
}

/** A key as GitHub hands it out, also as base64 and with `\n` for line breaks, for places that take only one line. */
function readKey(given: string, context: z.core.$RefinementCtx<string>): string {
  const text = given.includes('-----BEGIN') ? given.replaceAll('\\n', '\n') : Buffer.from(given, 'base64').toString()
  try {
    const key = createPrivateKey(text)
    if (key.asymmetricKeyType === 'rsa') return text.trim()
  } catch {
    // The error may quote the key.
  }
  context.issues.push({
    code: 'custom',
    input: '',
    message: 'is no RSA key in PEM form. Take the .pem file that GitHub gave, whole; base64 of it does as well',
  })
  return z.NEVER
}

function readUrl(given: string, context: z.core.$RefinementCtx<string>): string {
  const url = URL.parse(given)
  const isLocal = url && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (url && !url.username && !url.search && (url.protocol === 'https:' || (isLocal && url.protocol === 'http:')))
    return url.href.replace(/\/+$/, '')
  context.issues.push({
    code: 'custom',
    input: given,
    message: 'is to be the https:// address of an API, such as https://github.example.com/api/v3',
  })
  return z.NEVER
}
