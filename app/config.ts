import { type Config, ConfigError, defaults } from '../src/config.ts'
import { combined, type Layer, layer } from '../src/layer.ts'
import { code, sentence } from '../src/report/escape.ts'
import { rules } from '../src/rules/index.ts'
import { configAmong } from '../src/source/config.ts'
import type { File } from '../src/yaml/file.ts'
import type { Context } from './context.ts'
import { sharedConfig } from './shared-config.ts'

/** A config, and sentences in Markdown on what a reader should know of it. */
export interface Settings {
  readonly config: Config
  readonly notes: readonly string[]
}

/** Where an owner keeps what all of its repositories share, as with GitHub's own community files. */
const organization = '.github'

/** One config adds to another, and so on, but not for ever. */
const mostLayers = 5

const ids = rules.map(({ id }) => id)

/**
 * The config that counts: the repository's own with what it extends, else that of the organization, else the defaults.
 * One that cannot be used is said, and the next counts. No request for a repository with a config of its own that
 * extends none; else 1 for each further file, once in 10 minutes for all repositories of the owner.
 *
 * @param settings the config files of the default branch, by path
 * @throws Refused when GitHub could not say what is shared
 */
export async function configOf(settings: ReadonlyMap<string, string>, context: Context): Promise<Settings> {
  const { owner } = context.repository
  const own = configAmong([...settings].map(([path, text]) => ({ path, text })))
  const broken: ConfigError[] = []
  const mine = own && (await layersFrom(own, context, broken))
  if (mine) return { config: combined(mine, ids), notes: [] }
  const shared = await sharedConfig({ repo: organization }, context)
  const theirs = shared && (await layersFrom(shared, context, broken))
  const instead = theirs ? `that of ${code(`${owner}/${organization}`)} counts` : 'the defaults count'
  return {
    config: theirs ? combined(theirs, ids) : defaults,
    notes: broken.map(({ path, line, message }) => {
      // Whoever reads this may not be one who may read the other repository.
      if (path !== own?.path)
        return `The config of ${code(`${owner}/${organization}`)} cannot be used, so ${instead}. Ask those who look after that repository to correct it; ${code('lynceus')} says there what is wrong.`
      return `A config cannot be used, so ${instead}. ${code(`${path}:${line}`)}: ${sentence(message)}`
    }),
  }
}

/** A config file with all that it extends, nearest first; nothing where one of them is broken. */
async function layersFrom(first: File, context: Context, broken: ConfigError[]): Promise<readonly Layer[] | undefined> {
  try {
    const nearest = layer(first, ids)
    return await follow(nearest, context).catch((error: unknown) => {
      throw error instanceof ConfigError && error.path !== nearest.path ? unusable(nearest, context) : error
    })
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    broken.push(error)
    return undefined
  }
}

/** @throws ConfigError */
async function follow(first: Layer, context: Context): Promise<readonly Layer[]> {
  const { owner, repo } = context.repository
  const seen = new Set([first.path, `${owner}/${repo}:${first.path}`].map((name) => name.toLowerCase()))
  const layers = [first]
  for (let last = layers.at(-1); last?.extends; last = layers.at(-1)) {
    const next = await extended(last, context)
    const name = next.path.toLowerCase()
    if (seen.has(name)) throw at(last, 'The configs extend each other in a circle; remove one `extends`')
    if (layers.length === mostLayers) throw at(last, `More than ${mostLayers} configs extend one another; join some`)
    seen.add(name)
    layers.push(layer(next, ids))
  }
  return layers
}

/** @throws ConfigError */
async function extended(from: Layer, context: Context): Promise<File> {
  const { owner } = context.repository
  const { owner: named = owner, repo = '', path } = from.extends ?? {}
  if (named.toLowerCase() !== owner.toLowerCase())
    throw at(
      from,
      `\`extends\` names a repository of \`${named}\`, but configs are only taken from those of \`${owner}\``,
    )
  const file = await sharedConfig({ repo, ...(path !== undefined && { path }) }, context)
  if (file) return file
  throw unusable(from, context)
}

/** In the same words whatever it is: which of them would tell what there is in a repository that is not for everybody. */
function unusable(from: Layer, { repository: { owner } }: Context): ConfigError {
  const { repo = '', path } = from.extends ?? {}
  const name = `${owner}/${repo}${path === undefined ? '' : `:${path}`}`
  return at(
    from,
    `The config \`${name}\`, which \`extends\` names, cannot be used: it is not on the default branch, too large or broken, what it extends itself is, or the App may not read that repository. Ask those who look after \`${owner}/${repo}\`, or leave \`extends\` out`,
  )
}

function at({ path, extends: wanted }: Layer, message: string): ConfigError {
  return new ConfigError(path, wanted?.line ?? 1, `${message}.`)
}
