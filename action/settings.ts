import { resolve } from 'node:path'
import { type Config, ConfigError, defaults } from '../src/config.ts'
import type { Unread } from '../src/finding.ts'
import { rules } from '../src/rules/index.ts'
import { configPaths } from '../src/source/config.ts'
import { pathFrom } from '../src/source/disk.ts'
import type { File } from '../src/yaml/file.ts'
import { firstFile } from './head.ts'
import { InputError, type Inputs } from './inputs.ts'

/** A config, and plain sentences on what a reader should know of it. */
export interface Settings {
  readonly config: Config
  readonly notes: readonly string[]
}

/**
 * Where a config file may be, relative to the workspace; the first that is there counts.
 *
 * @throws InputError when it is said to be outside of the workspace
 */
export function configPlaces(root: string, { config }: Inputs): readonly string[] {
  if (config === undefined) return configPaths
  const path = pathFrom(root, resolve(root, config))
  if (!path.startsWith('../')) return [path]
  throw new InputError(`The input config is ${config}; it must be inside the workspace.`)
}

/**
 * The config that the workspace itself has, or the defaults.
 *
 * @throws ConfigError | InputError
 */
export async function ownConfig(root: string, inputs: Inputs): Promise<Config> {
  const file = firstFile(root, configPlaces(root, inputs))
  if (!file) checkUnnamed(inputs)
  return overridden(await parse(file), inputs)
}

/**
 * The config of the target branch, or the defaults. What a pull request says about itself counts once it is merged.
 *
 * @param configs the config files of the target branch
 * @throws InputError when the workflow names a file that neither side has
 */
export async function baseConfig(root: string, configs: readonly File[], inputs: Inputs): Promise<Settings> {
  const places = configPlaces(root, inputs)
  const theirs = places.flatMap((path) => configs.find((file) => file.path === path) ?? []).at(0)
  const own = firstFile(root, places)
  if (!theirs && !own) checkUnnamed(inputs)
  const notes = contents(theirs) === contents(own) ? [] : [await notInForce(own, theirs)]
  const refused = await refusal(theirs)
  if (refused === undefined) return { config: overridden(await parse(theirs), inputs), notes }
  const note = `The config of the target branch cannot be used, so the defaults count. ${refused}`
  return { config: overridden(defaults, inputs), notes: [...notes, note] }
}

/** What the workflow says stands above what a config says. */
export function overridden(config: Config, inputs: Inputs): Config {
  return {
    ...config,
    persona: inputs.persona ?? config.persona,
    minSeverity: inputs['min-severity'] ?? config.minSeverity,
    minConfidence: inputs['min-confidence'] ?? config.minConfidence,
    failOn: inputs['fail-on'] ?? config.failOn,
  }
}

async function parse(file: File | Unread | undefined): Promise<Config> {
  if (!file) return defaults
  if (!('text' in file)) throw new ConfigError(file.path, file.line, file.reason)
  const { parseConfig } = await import('../src/schema.ts')
  return parseConfig(
    file,
    rules.map(({ id }) => id),
  )
}

/** With line ends as git stores them: a checkout on Windows has others. */
function contents(file: File | Unread | undefined): string | undefined {
  return file && ('text' in file ? file.text.replaceAll('\r\n', '\n') : file.reason)
}

async function notInForce(own: File | Unread | undefined, theirs: File | undefined): Promise<string> {
  const refused = await refusal(own)
  const path = own?.path ?? theirs?.path
  const says = `The config of this pull request is not in force: ${path} differs from the target branch's, which counts until this is merged.`
  return refused === undefined ? says : `${says} As it is now, it could not be used: ${refused}`
}

async function refusal(file: File | Unread | undefined): Promise<string | undefined> {
  try {
    await parse(file)
    return undefined
  } catch (error) {
    if (error instanceof ConfigError) return `${error.path}:${error.line}: ${error.message}`
    throw error
  }
}

function checkUnnamed({ config }: Inputs): void {
  if (config !== undefined) throw new InputError(`The input config is ${config}; there is no such file.`)
}
