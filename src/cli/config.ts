import { type Config, ConfigError, defaults, type RuleSetting } from '../config.ts'
import type { Unread } from '../finding.ts'
import { rules } from '../rules/index.ts'
import { configOnDisk } from '../source/config.ts'
import { readFile } from '../source/disk.ts'
import type { File } from '../yaml/file.ts'
import type { Base } from './base.ts'
import type { Options } from './options.ts'
import { note } from './output.ts'
import { findRule } from './rule.ts'
import type { Place } from './scan.ts'
import { UsageError } from './usage.ts'

/**
 * The config file, with what the command line says above it.
 *
 * @throws ConfigError, SourceError, UsageError
 */
export async function readConfig(options: Options, place: Place, base: Base | undefined): Promise<Config> {
  const file =
    options.config === false
      ? undefined
      : options.config === undefined
        ? usual(options, place, base)
        : named(options.config, place)
  if (options.verbose) note(file ? `lynceus: config ${file.path}.` : 'lynceus: no config file.')
  const config = file ? await parsed(file) : defaults
  if (file && config.extends !== undefined && !options.quiet)
    note(
      `lynceus: ${file.path} extends ${config.extends}, which only the GitHub App reads; here counts what the file itself sets.`,
    )
  return overridden(config, options)
}

function named(path: string, { cwd }: Place): File | Unread {
  const file = readFile(cwd, path)
  if (!file) throw new UsageError(`--config ${path}: there is no such file.`)
  return file
}

/** With a base, its config counts: a change is not judged by what it says about itself. */
function usual({ quiet }: Options, { root }: Place, base: Base | undefined): File | Unread | undefined {
  const own = configOnDisk(root)
  if (!base) return own
  const theirs = base.config && { ...base.config, path: `${base.ref}:${base.config.path}` }
  if (!quiet && contents(own) !== contents(theirs))
    note(
      `lynceus: ${own ? `${own.path} of the work tree` : 'the missing config of the work tree'} differs from ${theirs?.path ?? `${base.ref}, which has none`}; the base's counts. To use another, name it with --config.`,
    )
  return theirs
}

function contents(file: File | Unread | undefined): string | undefined {
  return file && ('text' in file ? file.text : file.reason)
}

/** The schema, and zod with it, is loaded only for a file: most runs have none. */
async function parsed(file: File | Unread): Promise<Config> {
  if (!('text' in file)) throw new ConfigError(file.path, file.line, file.reason)
  const { parseConfig } = await import('../schema.ts')
  return parseConfig(
    file,
    rules.map(({ id }) => id),
  )
}

function overridden(config: Config, options: Options): Config {
  return {
    ...config,
    persona: options.persona ?? config.persona,
    minSeverity: options.minSeverity ?? config.minSeverity,
    minConfidence: options.minConfidence ?? config.minConfidence,
    failOn: options.failOn ?? config.failOn,
    rules: options.rules.length ? only(options.rules, config.rules) : config.rules,
  }
}

function only(chosen: readonly string[], settings: Config['rules']): Config['rules'] {
  const ids = new Set(chosen.map((id) => findRule(id).id))
  return Object.fromEntries(
    rules.map(({ id }): [string, RuleSetting] => [id, { ...settings[id], enabled: ids.has(id) }]),
  )
}
