import pino, { type Logger } from 'pino'
import { z } from 'zod'
import { exact } from '../src/report/escape.ts'

/**
 * What opens a door: tokens of GitHub, of any length and form (an installation's is `ghs_<app>_<jwt>` since April 2026),
 * JSON web tokens, keys, signatures, and passwords in addresses.
 */
const secrets: readonly (readonly [RegExp, string])[] = [
  [/\b(gh[a-z])_[A-Za-z0-9_.-]+/g, '$1_[secret]'],
  [/\bgithub_pat_\w+/g, 'github_pat_[secret]'],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, '[secret]'],
  [/-----BEGIN [A-Z ]*KEY-----.*?(?:-----END [A-Z ]*KEY-----|$)/gs, '[secret]'],
  [/\bsha256=[0-9a-f]{64}/g, 'sha256=[secret]'],
  [/(\w:\/\/[^\s:@/"]*):[^\s@"]+@/g, '$1:[secret]@'],
]

/** A text without the secrets in it. */
export function scrub(text: string): string {
  return secrets.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text)
}

/**
 * A logger on standard output: one line of JSON each, or of text for people. No secret passes, wherever in a line it
 * stands; what others wrote is inside JSON strings, or shown with all its control characters.
 */
export function openLog(level: string, format: 'json' | 'text'): Logger {
  const sink = { write: (line: string) => process.stdout.write(format === 'json' ? scrub(line) : text(scrub(line))) }
  const redact = { paths: ['*.privateKey', '*.secret', '*.token', '*.headers.authorization'], censor: '[secret]' }
  return pino({ level, redact, base: null, serializers: { err: errorShape } }, sink)
}

/** An error of Octokit holds the whole request and answer; neither belongs in a log. */
function errorShape(error: unknown) {
  if (!(error instanceof Error)) return { message: String(error) }
  const cause = error.cause instanceof Error ? { cause: error.cause.message } : {}
  const said = { type: error.name, message: error.message.slice(0, 1000), ...cause }
  // Where in Octokit a request failed tells nobody anything.
  return 'status' in error ? { ...said, status: error.status } : { ...said, stack: error.stack?.slice(0, 4000) }
}

const written = z.looseObject({ level: z.number(), time: z.number(), msg: z.string().optional() })

function text(line: string): string {
  const { level, time, msg, ...rest } = written.parse(JSON.parse(line))
  const name = pino.levels.labels[level] ?? 'info'
  const details = Object.entries(rest).map(([key, value]) => `${key}=${JSON.stringify(value)}`)
  const clock = new Date(time).toISOString().slice(11, 19)
  return `${exact([clock, name.toUpperCase().padEnd(5), msg, ...details].join(' '))}\n`
}
